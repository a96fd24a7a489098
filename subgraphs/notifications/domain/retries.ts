/** How one attempt to tell a target ended; `answer` is an HTTP status, or says why there was none. */
export type Attempt =
  | { readonly kind: 'delivered'; readonly answer: string }
  | { readonly kind: 'again'; readonly answer: string }
  | { readonly kind: 'failed'; readonly answer: string }
  /** The target is no more. */
  | { readonly kind: 'gone'; readonly answer: string };

export type Settlement =
  | { readonly status: 'DELIVERED' | 'FAILED'; readonly answer: string }
  | { readonly status: 'WAITING'; readonly answer: string; readonly delayMs: number };

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** After the first attempt, the second …: about a day and a half in all, as the Standard Webhooks recommend. */
const DELAYS_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  4 * HOUR_MS,
  10 * HOUR_MS,
  20 * HOUR_MS,
] as const;

/** What follows from the attempt number `attempts`, from 1. */
export function settlementOf({ kind, answer }: Attempt, attempts: number): Settlement {
  if (kind === 'delivered') return { status: 'DELIVERED', answer };
  const delayMs = kind === 'again' ? DELAYS_MS[attempts - 1] : undefined;
  return delayMs === undefined ? { status: 'FAILED', answer } : { status: 'WAITING', answer, delayMs };
}
