import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';

const ATTEMPTS = 5;
const JITTER_MS = 20;

/**
 * Runs `run` again when somebody else changed what it had read (an `AppError` CONFLICT), up to five times in all. `run`
 * loads, decides and writes anew each time.
 */
export const retryConflicts =
  <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
  async (...args: Args): Promise<Result> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run(...args);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'CONFLICT' || attempt === ATTEMPTS) throw error;
        await delay(Math.random() * JITTER_MS * attempt);
      }
    }
  };
