import { AsyncLocalStorage } from 'node:async_hooks';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';

type Database<Part> = { readonly mongo: Part; readonly outbox: Outbox };

/**
 * The same database, that tells at once, after each commit, of which users something was published: this process then
 * reads its own writes, while others drop what they cached when the event arrives.
 */
export function dropOnCommit<Part extends Pick<Mongo, 'transaction'>>(
  { mongo, outbox }: Database<Part>,
  drop: (userId: string) => void,
): Database<Part> {
  const written = new AsyncLocalStorage<Set<string>>();
  return {
    mongo: {
      ...mongo,
      transaction: async <Result>(work: () => Promise<Result>) => {
        const userIds = new Set<string>();
        try {
          return await mongo.transaction(() => written.run(userIds, work));
        } finally {
          // After a failure too: whether it was committed is not always known then.
          for (const userId of userIds) drop(userId);
        }
      },
    },
    outbox: {
      ...outbox,
      append: async (drafts) => {
        for (const { key } of drafts) written.getStore()?.add(key);
        await outbox.append(drafts);
      },
    },
  };
}
