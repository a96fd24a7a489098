import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from './errors.ts';
import type { Scope } from './lifecycle.ts';

type Options = {
  /** Its part in the health report. */
  name: string;
  everyMs: number;
  /** How long a stopping service waits for a running round. */
  drainMs?: number;
};

/** A round that takes longer is told of: one that never ends holds up all that would follow. */
const LONG_MS = 30_000;

export type Rounds = {
  /** Makes a round follow at once, or after the running one. */
  wake(): void;
};

/**
 * Runs `round` now, every `everyMs` (real time) and whenever woken, one at a time. A failing round is tried again. One that
 * resolves with true has left something to do, and is followed at once.
 */
export function startRounds(
  round: (signal: AbortSignal) => Promise<unknown>,
  { name, everyMs, drainMs = 5_000 }: Options,
  { signal, logger, health, onStop }: Scope,
): Rounds {
  // A round is nobody's request: it must not write with the request id of whoever woke it.
  const outside = AsyncLocalStorage.snapshot();
  let running: Promise<void> | undefined;
  let again = false;
  let failure: string | undefined;
  const once = async () => {
    const long = setTimeout(() => logger.warn({ round: name, afterMs: LONG_MS }, 'a round has not ended yet'), LONG_MS);
    long.unref();
    try {
      again = (await round(signal)) === true || again;
      failure = undefined;
    } catch (err) {
      // Told once: while a server is away every round fails.
      if (failure === undefined) logger.error({ err, round: name }, 'a round failed and will be repeated');
      failure = messageOf(err);
    } finally {
      clearTimeout(long);
    }
  };
  const run = async () => {
    while (again && !signal.aborted) {
      again = false;
      await once();
    }
    running = undefined;
  };
  const wake = () => {
    again = true;
    running ??= outside(run);
  };
  const timer = setInterval(wake, everyMs);
  health.add(name, () => failure ?? 'up');
  onStop(async () => {
    clearInterval(timer);
    await Promise.race([running, pause(drainMs, undefined, { ref: false })]);
  });
  wake();
  return { wake };
}
