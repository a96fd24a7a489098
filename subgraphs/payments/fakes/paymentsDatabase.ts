import { onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';

/** A payments database of a test's own, and a look into what no port shows. */
export async function paymentsDatabase() {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  const mongo = await openMongo({ uri, database: `${prefix}_payments`, appName: 'test', logger, timeoutMs: 5_000 });
  onTestFinished(async () => {
    await mongo.connection.dropDatabase();
    await mongo.close();
  });
  const { connection } = mongo;
  return {
    mongo,
    outbox: makeOutbox(mongo),
    endLeases: async () => {
      const unfinished = { dueAt: { $exists: true } };
      await connection.collection('payments').updateMany(unfinished, { $set: { dueAt: new Date(0) } });
    },
    /** The messages in the outbox about a payment, oldest first. */
    published: async (paymentId: string): Promise<{ type: string; data: Record<string, unknown> }[]> => {
      const rows = await connection.collection('outbox').find({ topic: 'payments.v1' }).sort({ sequence: 1 }).toArray();
      const events = rows.map((row) => JSON.parse(row['value']));
      return events.filter(({ data }) => data.paymentId === paymentId);
    },
  };
}
