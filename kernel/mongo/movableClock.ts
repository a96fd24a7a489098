import { setTimeout as delay } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { type Clock, offsetClock, systemClock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Scope } from '../lifecycle.ts';
import { isDuplicateKey, type Mongo } from './mongo.ts';

const POLL_MS = 250;
/** By then every process has seen a move. */
const SEEN_MS = 2 * POLL_MS;
const ID = 'shop';

type OffsetRow = { _id: string; offsetMs: number };
type Offsets = mongoose.mongo.Collection<OffsetRow>;

export type MovableClock = Clock & {
  /**
   * Moves business time forward by `ms` for every process, durably; resolves when all have seen it.
   * @returns what time it is now. @throws AppError REFUSED (CLOCK_FIXED) where the clock can't be moved.
   */
  advance(ms: number): Promise<Date>;
};

type Options = {
  mongo: Mongo;
  /** The offset lives in the database `<prefix>_clock`, which all services share. */
  prefix: string;
  /** False in production: real time, whatever offset is stored. */
  movable: boolean;
};

/** Business time for one process. Resolves when the offset that the shop has reached is known. */
export async function openMovableClock({ mongo, prefix, movable }: Options, scope: Scope): Promise<MovableClock> {
  if (!movable) return { ...systemClock, advance: refuse };
  const database = mongo.connection.getClient().db(`${prefix}_clock`);
  const offsets: Offsets = database.collection<OffsetRow>('offsets');
  await ensureRow(offsets);
  const clock = new SharedOffset();
  scope.onStop(follow(offsets, clock, scope));
  await clock.read(offsets);
  return {
    ...offsetClock(() => clock.offsetMs),
    advance: async (ms) => {
      const moved = await offsets.findOneAndUpdate({ _id: ID }, { $inc: { offsetMs: ms } }, STORED);
      clock.reach(moved?.offsetMs);
      // Whoever moved it goes on with other services, and must find the same time there.
      await delay(SEEN_MS);
      return new Date(Date.now() + clock.offsetMs);
    },
  };
}

const STORED = { upsert: true, returnDocument: 'after' } as const;

const refuse = (): Promise<never> =>
  Promise.reject(new AppError('REFUSED', 'CLOCK_FIXED', 'the clock of a shop in production is real time'));

class SharedOffset {
  offsetMs = 0;

  /** Never back: a late notification must not undo what this process has already seen. */
  reach(offsetMs: number | undefined): void {
    this.offsetMs = Math.max(this.offsetMs, offsetMs ?? 0);
  }

  async read(offsets: Offsets): Promise<void> {
    this.reach((await offsets.findOne({ _id: ID }))?.offsetMs);
  }
}

async function ensureRow(offsets: Offsets): Promise<void> {
  try {
    await offsets.updateOne({ _id: ID }, { $setOnInsert: { offsetMs: 0 } }, { upsert: true });
  } catch (error) {
    // Another process made it at the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Polled: a change stream makes MongoDB look through every write of the shop, for an offset that hardly ever moves. */
function follow(offsets: Offsets, clock: SharedOffset, { logger }: Scope): () => void {
  const poll = () => clock.read(offsets).catch((err: unknown) => logger.warn({ err }, 'the clock could not be read'));
  const timer = setInterval(poll, POLL_MS);
  return () => clearInterval(timer);
}
