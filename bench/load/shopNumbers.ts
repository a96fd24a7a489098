import { gatewayMetricsOffset, portOffsets, services } from '#subgraphs/directory.ts';
import { readMetrics, sumOf } from '#tools/measure/readMetrics.ts';
import type { Sample } from './figures.ts';

/** Reads what all services of a shop tell of themselves at `/metrics`. A service that does not answer tells nothing. */
export async function readNumbers(portBase: number): Promise<Omit<Sample, 'at'>> {
  const ports = services.map((name) => (name === 'gateway' ? gatewayMetricsOffset : portOffsets[name]));
  const values = (await Promise.all(ports.map((offset) => readMetrics(portBase + offset)))).flat();
  const mostOf = (wanted: string) =>
    Math.max(0, ...values.filter(({ name }) => name === wanted).map(({ value }) => value));
  return {
    outboxPending: sumOf(values, 'bazaar_outbox_pending'),
    outboxAgeMs: mostOf('bazaar_outbox_lag_seconds') * 1_000,
    consumerAgeMs: mostOf('bazaar_consumer_lag_seconds') * 1_000,
    mailsWaiting: sumOf(values, 'bazaar_mails_waiting'),
  };
}
