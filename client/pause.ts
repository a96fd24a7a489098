/** Resolves after this time. @throws what the signal was aborted with. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

const FIRST_MS = 250;

/**
 * How long to wait before the next attempt: anywhere up to a bound that doubles each time, so that all clients of a gateway
 * that restarts don't come back at once.
 *
 * @param failures in a row, from 1.
 */
export const backoffMs = (failures: number, mostMs: number): number =>
  Math.random() * Math.min(mostMs, FIRST_MS * 2 ** (failures - 1));
