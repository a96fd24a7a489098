/** Further apart than this, somebody has set the clock. */
const MOST_APART_MS = 2;

/** Milliseconds since 1970 with fractions, as this machine's clock has them. */
export function makeWallClock(): () => number {
  let ahead = Date.now() - performance.now();
  return () => {
    const now = ahead + performance.now();
    const coarse = Date.now();
    if (Math.abs(coarse - now) <= MOST_APART_MS) return now;
    ahead = coarse - performance.now();
    return coarse;
  };
}
