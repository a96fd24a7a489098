import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';

const REOPEN_MS = 1_000;
/** How long the server waits before it says that nothing has happened; the default of a second keeps it busy. */
const WAIT_MS = 10_000;

export type Follower = { close(): Promise<void> };

type Options<Row> = {
  readonly onInsert: (row: Row) => void;
  /** When the stream has begun to tell, for the first time or after it broke off: what came before was not told. */
  readonly onOpen?: () => void;
  /** Which documents are of interest, by their fields; all where it says nothing. */
  readonly only?: { readonly [Field in keyof Row & string]?: unknown };
  /** Which fields are told; the id alone where it says nothing. */
  readonly fields?: readonly (keyof Row & string)[];
  readonly logger: Logger;
};

/**
 * Tells of each new document within milliseconds, whichever process wrote it, in the order of the commits. Only a hint: a
 * change stream breaks off when the oplog rolls over it, so whoever uses it polls as well. It is opened again by itself.
 */
export function followInserts<Row extends { _id: string }>(
  collection: mongoose.mongo.Collection<Row>,
  { onInsert, onOpen, only = {}, fields = [], logger }: Options<Row>,
): Follower {
  const inside = (field: string) => `fullDocument.${field}`;
  const match = Object.entries(only).map(([field, condition]) => [inside(field), condition]);
  const told = ['_id', ...fields].map((field) => [inside(field), 1]);
  const pipeline = [
    { $match: { operationType: 'insert', ...Object.fromEntries(match) } },
    { $project: { operationType: 1, ...Object.fromEntries(told) } },
  ];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let stream = open();

  function open() {
    const opened = collection.watch<Row, mongoose.mongo.ChangeStreamInsertDocument<Row>>(pipeline, {
      maxAwaitTimeMS: WAIT_MS,
    });
    opened.once('resumeTokenChanged', () => onOpen?.());
    opened.on('change', ({ fullDocument }) => onInsert(fullDocument));
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
