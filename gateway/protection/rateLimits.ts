import { LRUCache } from 'lru-cache';
import type { Principal } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';

/** A bucket of `burst` points that fills again by `perSecond`. An operation takes its cost out, at least 1. */
export type RateLimit = { readonly burst: number; readonly perSecond: number };

export type RateLimitSettings = {
  /** For each user, wherever they are. */
  readonly perUser?: RateLimit | undefined;
  /** For each address, signed in or not. */
  readonly perSource?: RateLimit | undefined;
};

type Asking = { readonly principal: Principal; readonly clientAddress?: string | undefined };

/** Takes the cost of an operation. @throws AppError RATE_LIMITED (TOO_MANY_REQUESTS) with `retryAfterSeconds` in its details. */
export type Charge = (asking: Asking, cost: number) => void;

/**
 * Limits by cost, for each user and each source, in the memory of this process. An operation that costs more than a whole
 * bucket passes when the bucket is full, and empties it.
 *
 * @param now in milliseconds, of a clock that does not go back.
 */
export function makeCharge({ perUser, perSource }: RateLimitSettings, now = () => performance.now()): Charge {
  const users = perUser && new Buckets(perUser, now);
  const sources = perSource && new Buckets(perSource, now);
  if (!users && !sources) return () => {};
  return ({ principal, clientAddress = 'unknown' }, cost) => {
    const points = Math.max(1, cost);
    const charged: [Buckets | undefined, string | undefined][] = [
      [users, principal.kind === 'user' ? principal.userId : undefined],
      [sources, clientAddress],
    ];
    const due = charged.flatMap(([buckets, key]) => (buckets && key !== undefined ? [{ buckets, key }] : []));
    const waitMs = Math.max(0, ...due.map(({ buckets, key }) => buckets.waitMs(key, points)));
    // Whoever is refused by one limit pays nothing to the other.
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1_000));
    for (const { buckets, key } of due) buckets.take(key, points);
  };
}

const tooMany = (retryAfterSeconds: number) =>
  new AppError('RATE_LIMITED', 'TOO_MANY_REQUESTS', `too many requests: try again in ${retryAfterSeconds} s`, {
    details: { retryAfterSeconds },
  });

/** Whoever was not seen for longest is forgotten first, which for most is a full bucket anyway. */
const MOST_BUCKETS = 100_000;

class Buckets {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #levels = new LRUCache<string, { level: number; at: number }>({ max: MOST_BUCKETS });

  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  waitMs(key: string, points: number): number {
    const missing = Math.min(points, this.#limit.burst) - this.#level(key);
    return missing <= 0 ? 0 : (missing / this.#limit.perSecond) * 1_000;
  }

  take(key: string, points: number): void {
    const level = this.#level(key) - Math.min(points, this.#limit.burst);
    const known = this.#levels.get(key);
    if (known) Object.assign(known, { level, at: this.#now() });
    else this.#levels.set(key, { level, at: this.#now() });
  }

  #level(key: string): number {
    const known = this.#levels.get(key);
    const { burst, perSecond } = this.#limit;
    if (!known) return burst;
    return Math.min(burst, known.level + ((this.#now() - known.at) / 1_000) * perSecond);
  }
}
