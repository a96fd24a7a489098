import { gatewayMetricsOffset, portOffsets, services } from '#subgraphs/directory.ts';
import type { Sample } from './figures.ts';

type Value = { readonly name: string; readonly value: number };

const READ_MS = 5_000;
const LINE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{.*\})? (?<value>\S+)$/;

/** Reads what all services of a shop tell of themselves at `/metrics`. A service that does not answer tells nothing. */
export async function readNumbers(portBase: number): Promise<Omit<Sample, 'at'>> {
  const ports = services.map((name) => (name === 'gateway' ? gatewayMetricsOffset : portOffsets[name]));
  const values = (await Promise.all(ports.map((offset) => valuesOf(portBase + offset)))).flat();
  const allOf = (wanted: string) => values.filter(({ name }) => name === wanted).map(({ value }) => value);
  return {
    outboxPending: sum(allOf('bazaar_outbox_pending')),
    outboxAgeMs: Math.max(0, ...allOf('bazaar_outbox_lag_seconds')) * 1_000,
    consumerAgeMs: Math.max(0, ...allOf('bazaar_consumer_lag_seconds')) * 1_000,
    mailsWaiting: sum(allOf('bazaar_mails_waiting')),
  };
}

async function valuesOf(port: number): Promise<Value[]> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(READ_MS) }).then(
    (response) => response.text(),
    () => '',
  );
  return text.split('\n').flatMap((line) => {
    const { name = '', value } = LINE.exec(line)?.groups ?? {};
    return value === undefined ? [] : [{ name, value: Number(value) }];
  });
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
