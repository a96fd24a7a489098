import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';

const READ_MS = 900;

/** @param now the shop's time, by which timers are due. */
export function timerMetrics(metrics: Metrics, { connection }: Mongo, now: () => Date): void {
  const timers = connection.getClient().db(connection.name).collection<{ dueAt: Date }>('timers');
  metrics.read({ name: 'bazaar_timers_waiting', help: 'Orders that are not paid yet and have a deadline.' }, () =>
    timers.countDocuments({ dueAt: { $gt: now() } }, { maxTimeMS: READ_MS }),
  );
  metrics.read({ name: 'bazaar_timers_due', help: 'Deadlines that have passed and were not acted upon yet.' }, () =>
    timers.countDocuments({ dueAt: { $lte: now() } }, { maxTimeMS: READ_MS }),
  );
  const late = {
    name: 'bazaar_timers_late_seconds',
    help: 'How long ago the oldest deadline passed; 0 for none, shop time.',
  };
  metrics.read(late, async () => {
    const oldest = await timers.findOne({ dueAt: { $lte: now() } }, { sort: { dueAt: 1 }, maxTimeMS: READ_MS });
    return oldest ? (now().getTime() - oldest.dueAt.getTime()) / 1_000 : 0;
  });
}
