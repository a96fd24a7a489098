import { AppError } from '#kernel/errors.ts';

/** How many of one source may wait; a crowd without end would only time out. */
const MOST_WAITING = 200;

/** `callers`: all who use it. `inside`: those that are let in, and those that are just asking whether they may. */
type Gate = { callers: number; inside: number; readonly waiting: (() => void)[] };

export type SourceGates = ReturnType<typeof makeSourceGates>;

/**
 * Lets no more checks of one source run at once than it has failures left: if all of them fail, they are no more than one after
 * the other would have been. The others wait, since a crowd behind one address whose passwords are right is no attack. Each
 * process has its own gates.
 */
export function makeSourceGates() {
  const gates = new Map<string, Gate>();
  /**
   * @param left how many failures the source has left; throws when none is.
   * @throws AppError UNAVAILABLE (SIGN_IN_BUSY) when too many wait already, and whatever `left` and `work` throw.
   */
  return async <Result>(source: string, left: () => Promise<number>, work: () => Promise<Result>): Promise<Result> => {
    const gate = gates.get(source) ?? { callers: 0, inside: 0, waiting: [] };
    gates.set(source, gate);
    gate.callers += 1;
    try {
      await enter(gate, left);
      return await work().finally(() => leave(gate));
    } finally {
      gate.callers -= 1;
      if (gate.callers === 0) gates.delete(source);
    }
  };
}

async function enter(gate: Gate, left: () => Promise<number>): Promise<void> {
  for (;;) {
    // Before asking: whoever is inside now may have failed by the time of the answer, but is in it then or counted here.
    gate.inside += 1;
    const place = gate.inside;
    const room = await left().catch((error: unknown) => {
      leave(gate);
      throw error;
    });
    if (place <= room) return;
    gate.inside -= 1;
    // With nobody inside nobody would tell: ask again.
    if (gate.inside > 0) await turn(gate);
  }
}

function turn({ waiting }: Gate): Promise<void> {
  if (waiting.length < MOST_WAITING) return new Promise((resolve) => waiting.push(resolve));
  throw new AppError('UNAVAILABLE', 'SIGN_IN_BUSY', 'too many people sign in right now: try again in a moment');
}

function leave(gate: Gate): void {
  gate.inside -= 1;
  gate.waiting.shift()?.();
}
