import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';

const READ_MS = 900;

/** How many dead letters wait, for each consumer that has some, and 0 for the shop when nobody has. */
export function deadLetterMetrics(metrics: Metrics, { connection }: Mongo): void {
  const letters = connection.getClient().db(connection.name).collection('dead_letters');
  const waiting = { $match: { status: { $in: ['PARKED', 'REPLAYING'] } } };
  const metric = {
    name: 'bazaar_dead_letters_parked',
    help: 'Dead letters that wait for a person or for their replay.',
  };
  metrics.read(metric, async () => {
    const byConsumer = [waiting, { $group: { _id: '$consumer', count: { $sum: 1 } } }];
    const rows = await letters.aggregate<{ _id: string; count: number }>(byConsumer, { maxTimeMS: READ_MS }).toArray();
    return rows.length === 0 ? 0 : rows.map(({ _id, count }) => ({ labels: { consumer: _id }, value: count }));
  });
}
