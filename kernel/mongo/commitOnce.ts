import { AppError } from '../errors.ts';
import type { Mongo } from './mongo.ts';

/**
 * A transaction that is not tried again by itself: what it writes was decided on what was read before it, and after a
 * conflict that is no longer true.
 *
 * @throws AppError CONFLICT (STALE_DECISION) when somebody else wrote the same documents: read and decide again.
 */
export async function commitOnce(mongo: Mongo, work: () => Promise<void>): Promise<void> {
  let isRepeat = false;
  await mongo.transaction(async () => {
    if (isRepeat) throw new AppError('CONFLICT', 'STALE_DECISION', 'somebody else has just written the same');
    isRepeat = true;
    await work();
  });
}
