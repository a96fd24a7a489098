import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import type { ReadUpTo } from '#kernel/graphql/recentEvents.ts';

/** Where a reader of many orders stands. It gives no rights: whoever brings it is judged anew. */
export type FeedCursor = ReadUpTo & {
  /** Order id → version: states that were told before their event had come. */
  readonly shown: Readonly<Record<string, number>>;
  /** The last state told, as a cursor of the list of orders, while more are to be told. */
  readonly lastShown?: string | undefined;
};

const count = z.int().nonnegative();
const feedCursor = z.strictObject({
  at: count,
  offsets: z.record(z.string().regex(/^\d{1,5}$/), count),
  shown: z.record(z.string(), count),
  lastShown: z.string().optional(),
});

export const writeFeedCursor = (cursor: FeedCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** @throws AppError BAD_USER_INPUT (INVALID_CURSOR). */
export function readFeedCursor(text: string): FeedCursor {
  const { data } = feedCursor.safeParse(parsed(text));
  if (!data) throw invalidCursor('this stream');
  return data;
}

export function invalidCursor(of: string): AppError {
  const message = `is not a cursor of ${of}`;
  return new AppError('BAD_USER_INPUT', 'INVALID_CURSOR', message, { reasons: [{ param: 'after', message }] });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
