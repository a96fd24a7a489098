import { LRUCache } from 'lru-cache';
import type { Principal } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';

/** A bucket of `burst` points that fills again by `perSecond`. An operation takes its cost out, at least 1. */
export type RateLimit = { readonly burst: number; readonly perSecond: number };

export type RateLimitSettings = {
  /** For each user, wherever they are. */
  readonly perUser?: RateLimit | undefined;
  /** For each address, signed in or not; of IPv6 for each network of 64 bits, which is what one household or machine is given. */
  readonly perSource?: RateLimit | undefined;
};

type Asking = { readonly principal: Principal; readonly clientAddress?: string | undefined };

/** All throw AppError RATE_LIMITED (TOO_MANY_REQUESTS) with `retryAfterSeconds` in its details. */
export type Rates = {
  /** Before anything is done for a caller: for one who has nothing left. */
  expect(asking: Asking): void;
  /** Takes the cost of an operation. */
  charge(asking: Asking, cost: number): void;
  /** Takes 1 for what was refused before its cost was known: to read it costs something, too. It throws nothing. */
  blame(asking: Asking): void;
};

/**
 * Limits by cost, for each user and each source, in the memory of this process. An operation that costs more than a whole
 * bucket passes when the bucket is full, and empties it. Undefined without limits.
 *
 * @param now in milliseconds, of a clock that does not go back.
 */
export function makeRates({ perUser, perSource }: RateLimitSettings, now = () => performance.now()): Rates | undefined {
  const users = perUser && new Buckets(perUser, now);
  const sources = perSource && new Buckets(perSource, now);
  if (!users && !sources) return undefined;
  const dueOf = ({ principal, clientAddress }: Asking) => [
    ...(users && principal.kind === 'user' ? [{ buckets: users, key: principal.userId }] : []),
    ...(sources ? [{ buckets: sources, key: sourceOf(clientAddress) }] : []),
  ];
  const mustHave = (due: ReturnType<typeof dueOf>, points: number) => {
    const waitMs = Math.max(0, ...due.map(({ buckets, key }) => buckets.waitMs(key, points)));
    // Whoever is refused by one limit pays nothing to the other.
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1_000));
  };
  return {
    expect: (asking) => mustHave(dueOf(asking), 1),
    charge: (asking, cost) => {
      const points = Math.max(1, cost);
      const due = dueOf(asking);
      mustHave(due, points);
      for (const { buckets, key } of due) buckets.take(key, points);
    },
    blame: (asking) => {
      for (const { buckets, key } of dueOf(asking)) buckets.take(key, 1);
    },
  };
}

/** Whoever has an IPv6 address has as many as they want: they share their first 64 bits (RFC 6177). */
function sourceOf(address = 'unknown'): string {
  if (!address.includes(':')) return address;
  const [before = [], after] = address.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const zeros = after ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  return [...before, ...zeros, ...(after ?? [])].slice(0, 4).join(':');
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
    const level = Math.max(0, this.#level(key) - Math.min(points, this.#limit.burst));
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
