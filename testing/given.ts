import { expect } from 'vitest';
import type { Decider } from '#kernel/decider.ts';

/** Past events, a command, the outcome. There is no method called `then`: an object that has one is awaited by accident. */
export function given<S, C, E>(decider: Decider<S, C, E>, ...history: E[]) {
  const run = (command: C) => decider.decide(history.reduce(decider.evolve, decider.initial), command);
  return {
    when: (command: C) => ({
      thenEvents: (...expected: E[]) => expect(run(command)).toEqual(expected),
      thenNothing: () => expect(run(command)).toEqual([]),
      thenRefused: (reason: string) => expect(() => run(command)).toThrow(expect.objectContaining({ reason })),
    }),
  };
}
