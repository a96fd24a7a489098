/** Business time: orders, holds, coupons, timers. Tokens, leases and rate limits use `Date` itself. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock `offsetMs` away from real time; `offsetMs` is asked at every reading, so it may change. */
export const offsetClock = (offsetMs: () => number): Clock => ({ now: () => new Date(Date.now() + offsetMs()) });
