import { keepCallContext } from '#kernel/callContext.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { EffectsTogether, type InboxRow } from './effectsTogether.ts';

/** Longer than any transport keeps messages, so that even a replayed topic finds its rows. */
const KEPT_SECONDS = 30 * 24 * 3_600;

export type Inbox = {
  /**
   * Runs `effect` in a transaction that also says that the event is done; not at all when it is. Effects of other events
   * may share the transaction. `effect` may run again, after a conflict with another transaction or when another one of its
   * transaction fails, so it has no effects but in the database.
   *
   * @param signal aborted when it should not begin any more: then it rejects with the signal's reason.
   * @returns whether it ran.
   */
  once(eventId: string, effect: () => Promise<void>, signal: AbortSignal): Promise<boolean>;
};

export async function openInbox(mongo: Mongo, consumer: string): Promise<Inbox> {
  const { connection } = mongo;
  const rows = connection.getClient().db(connection.name).collection<InboxRow>('inbox');
  await rows.createIndex({ handledAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });
  const together = new EffectsTogether(mongo, rows);
  return {
    once: (eventId, effect, signal) =>
      together.add({ rowId: `${consumer}:${eventId}`, run: keepCallContext(effect), signal }),
  };
}
