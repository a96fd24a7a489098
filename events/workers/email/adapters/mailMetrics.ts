import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';

const READ_MS = 900;
type Row = { state: string; createdAt: Date; dueAt: Date; reason?: string };

/** Mails that are to be sent, and those that were given up and why. */
export function mailMetrics(metrics: Metrics, { connection }: Mongo): void {
  const mails = connection.getClient().db(connection.name).collection<Row>('mails');
  metrics.read(
    { name: 'bazaar_mails_waiting', help: 'Mails that are to be sent, those included that are tried again.' },
    () => mails.countDocuments({ state: 'waiting', dueAt: { $type: 'date' } }, { maxTimeMS: READ_MS }),
  );
  const parked = { name: 'bazaar_mails_parked', help: 'Mails that were given up within 30 days, by reason.' };
  metrics.read(parked, async () => {
    const byReason = [{ $match: { state: 'parked' } }, { $group: { _id: '$reason', count: { $sum: 1 } } }];
    const rows = await mails.aggregate<{ _id: string; count: number }>(byReason, { maxTimeMS: READ_MS }).toArray();
    return rows.map(({ _id, count }) => ({ labels: { reason: _id }, value: count }));
  });
}
