import { failToStart, stopOnSignals } from '#kernel/lifecycle.ts';

/**
 * Runs `start`, which hands what it opens to `parts`. A signal disposes of them and ends the process; so does a
 * failure, with one plain line and exit code 1.
 */
export async function withParts(start: (parts: AsyncDisposableStack) => Promise<void>): Promise<void> {
  const parts = new AsyncDisposableStack();
  let stopping = false;
  stopOnSignals(() => {
    stopping = true;
    return parts.disposeAsync();
  }, 'the shop');
  try {
    await start(parts);
  } catch (error) {
    // What was still starting when a signal came fails because of it; the signal's own end follows.
    if (stopping) return;
    await parts.disposeAsync();
    failToStart('the shop', error);
  }
}
