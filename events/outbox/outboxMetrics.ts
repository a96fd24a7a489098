import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Transport } from '../transport/transport.ts';
import type { OutboxCollections } from './outboxRows.ts';

/** A reading may take so long; a backlog of a hundred thousand is counted in about a tenth of it. */
const READ_MS = 900;
/** The oldest of so many of what waits: enough to see that it waits. */
const LOOKED_AT = 5_000;

type Rows = OutboxCollections['rows'];

/** What of a service's events waits to be published, and for how long. @returns `transport`, which counts what it takes. */
export function outboxMetrics(metrics: Metrics, rows: Rows, transport: Transport): Transport {
  const published = metrics.counter({
    name: 'bazaar_relay_published_total',
    help: 'Events that this process has published from the outbox.',
  });
  metrics.read({ name: 'bazaar_outbox_pending', help: 'Events that wait in the outbox.' }, () =>
    rows.countDocuments({ pending: true }, { maxTimeMS: READ_MS }),
  );
  const lag = {
    name: 'bazaar_outbox_lag_seconds',
    help: 'Age of the oldest event that waits in the outbox; 0 for none.',
  };
  metrics.read(lag, () => oldestAge(rows));
  return {
    ...transport,
    publish: async (messages) => {
      await transport.publish(messages);
      published.add(messages.length);
    },
  };
}

/** By the database's clock. */
async function oldestAge(rows: Rows): Promise<number> {
  const pipeline = [
    { $match: { pending: true } },
    { $limit: LOOKED_AT },
    { $group: { _id: null, oldest: { $min: '$createdAt' } } },
    { $project: { age: { $subtract: ['$$NOW', '$oldest'] } } },
  ];
  const [found] = await rows.aggregate<{ age: number }>(pipeline, { maxTimeMS: READ_MS }).toArray();
  return Math.max(0, found?.age ?? 0) / 1_000;
}
