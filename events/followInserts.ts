import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';

const REOPEN_MS = 1_000;
/** How long the server waits before it says that nothing has happened; the default of a second keeps it busy. */
const WAIT_MS = 10_000;
const INSERTS = [{ $match: { operationType: 'insert' } }, { $project: { documentKey: 1, operationType: 1 } }];

type Follower = { close(): Promise<void> };

/**
 * Calls `onInsert` with the id of each new document, within milliseconds and whichever process wrote it. Only a hint: a
 * change stream breaks off when the oplog rolls over it, so whoever uses it polls as well. It is opened again by itself.
 */
export function followInserts<Row extends { _id: string }>(
  collection: mongoose.mongo.Collection<Row>,
  onInsert: (id: string) => void,
  logger: Logger,
): Follower {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let stream = open();

  function open() {
    const opened = collection.watch<Row, mongoose.mongo.ChangeStreamInsertDocument<Row>>(INSERTS, {
      maxAwaitTimeMS: WAIT_MS,
    });
    opened.on('change', ({ documentKey }) => onInsert(String(documentKey._id)));
    opened.on('error', (error: unknown) => {
      if (closed) return;
      logger.warn({ reason: messageOf(error) }, 'a change stream broke off and is opened again');
      clearTimeout(timer); // one stream may fail twice
      timer = setTimeout(reopen, REOPEN_MS);
    });
    return opened;
  }

  function reopen(): void {
    stream.close().catch((error: unknown) => logger.debug({ err: error }, 'a broken change stream'));
    stream = open();
  }

  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await stream.close();
    },
  };
}
