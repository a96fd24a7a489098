import type mongoose from 'mongoose';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';

/** Longer than any transport keeps messages, so that even a replayed topic finds its rows. */
const KEPT_SECONDS = 30 * 24 * 3_600;

type InboxRow = {
  /** Consumer and event. */
  _id: string;
  handledAt: Date;
};

export type Inbox = {
  /**
   * Runs `effect` in a transaction that also says that the event is done; not at all when it is. `effect` may run again
   * after a conflict with another transaction.
   */
  once(eventId: string, effect: () => Promise<void>): Promise<void>;
};

export async function openInbox(mongo: Mongo, consumer: string): Promise<Inbox> {
  const { connection } = mongo;
  const rows = connection.getClient().db(connection.name).collection<InboxRow>('inbox');
  await rows.createIndex({ handledAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });
  return {
    once: async (eventId, effect) => {
      try {
        await mongo.transaction(async () => {
          await insert(rows, `${consumer}:${eventId}`, mongo.session());
          await effect();
        });
      } catch (error) {
        if (!(error instanceof AlreadyDone)) throw error;
      }
    },
  };
}

/** Leaves the transaction without a trace. */
class AlreadyDone extends Error {}

/** Only this row's duplicate means "done": the effect may meet unique indexes of its own. */
async function insert(
  rows: mongoose.mongo.Collection<InboxRow>,
  _id: string,
  session: mongoose.mongo.ClientSession | undefined,
): Promise<void> {
  try {
    await rows.insertOne({ _id, handledAt: new Date() }, session ? { session } : {});
  } catch (error) {
    throw isDuplicateKey(error) ? new AlreadyDone() : error;
  }
}
