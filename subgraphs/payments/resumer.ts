import type { Scope } from '#kernel/lifecycle.ts';
import type { ResumePayments } from './usecases/resumePayments.ts';

const EVERY_MS = 1_000;

export type Resumer = { wake(): void };

/**
 * Runs `resume` now, every second and whenever woken, one run at a time. A wake-up during a run makes one more follow.
 * Real time: what is left over from a crash is not a matter of the shop's clock.
 */
export function startResumer(resume: ResumePayments, { signal, logger, onStop }: Scope): Resumer {
  let running: Promise<void> | undefined;
  let again = false;
  const wake = () => {
    if (signal.aborted) return;
    again = true;
    running ??= run();
  };
  const run = async () => {
    while (again && !signal.aborted) {
      again = false;
      await resume(signal).catch((err: unknown) => logger.error({ err }, 'unfinished payments could not be read'));
    }
    running = undefined;
  };
  const timer = setInterval(wake, EVERY_MS);
  wake();
  onStop(async () => {
    clearInterval(timer);
    await running;
  });
  return { wake };
}
