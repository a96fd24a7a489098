import { AppError } from '#kernel/errors.ts';

type Options = {
  /** How many run at once. */
  atOnce: number;
  /** How many may wait; a queue without end would only let all of them time out. */
  waiting: number;
};

/**
 * Runs a few at once and lets a bounded number wait their turn, first come first served.
 *
 * @throws AppError UNAVAILABLE (SIGN_IN_BUSY) when the queue is full.
 */
export function makeHashQueue({ atOnce, waiting }: Options) {
  const queue: (() => void)[] = [];
  let running = 0;

  const takeTurn = (): Promise<void> | undefined => {
    if (running < atOnce) {
      running += 1;
      return undefined;
    }
    if (queue.length >= waiting) {
      throw new AppError('UNAVAILABLE', 'SIGN_IN_BUSY', 'too many people sign in right now: try again in a moment');
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  /** Whoever waits longest gets the turn directly, so that nobody slips in between. */
  const passTurn = () => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };

  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await takeTurn();
    try {
      return await work();
    } finally {
      passTurn();
    }
  };
}
