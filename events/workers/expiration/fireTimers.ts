import { AppError } from '#kernel/errors.ts';
import type { DueTimer, ExpireOrder, Timers } from './ports.ts';

type Deps = {
  timers: Pick<Timers, 'claim' | 'reschedule' | 'finish' | 'retry'>;
  expireOrder: ExpireOrder;
  /** Business time. */
  now: () => Date;
  onFired: (timer: DueTimer, next: Date | null) => void;
  onFailure: (timer: DueTimer, error: unknown) => void;
  /** Does what a timer was set for, as a consequence of what set it. */
  following?: <Result>(timer: DueTimer, work: () => Promise<Result>) => Promise<Result>;
  /** How many orders are asked at once. */
  lanes?: number;
  /** A round lasts so long at most, whatever is due: how the worker fares is told by its last round. */
  roundMs?: number;
};

const AWAY_MS = 1_000;
const BROKEN_MS = 60_000;
const ROUND_MS = 5_000;

/** Fires the timers that are due. Twice is harmless: the order decides, and says when to ask again. */
export function makeFireTimers({ following = unrelated, ...deps }: Deps) {
  const { timers, expireOrder, now, onFired, onFailure, lanes = 4, roundMs = ROUND_MS } = deps;
  /** @returns whether to go on: while orders is away, the others would fail alike. */
  const fire = async (timer: DueTimer): Promise<boolean> => {
    try {
      const next = await following(timer, () => expireOrder(timer.orderId).catch(nullIfUnknown));
      await (next ? timers.reschedule(timer, next) : timers.finish(timer));
      onFired(timer, next);
      return true;
    } catch (error) {
      onFailure(timer, error);
      const away = error instanceof AppError && error.retryable;
      await timers.retry(timer, away ? AWAY_MS : BROKEN_MS);
      return !away;
    }
  };
  /** @returns whether more may be due. */
  const lane = async (signal: AbortSignal): Promise<boolean> => {
    const until = performance.now() + roundMs;
    while (!signal.aborted && performance.now() < until) {
      const timer = await timers.claim(now());
      if (!timer || !(await fire(timer))) return false;
    }
    return true;
  };
  /** @returns whether it left something to do. */
  return async (signal: AbortSignal): Promise<boolean> => {
    const left = await Promise.all(Array.from({ length: lanes }, () => lane(signal)));
    return left.includes(true);
  };
}

const unrelated: NonNullable<Deps['following']> = (_timer, work) => work();

/** An order that is not there will never expire. */
function nullIfUnknown(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
}
