import { AppError } from '#kernel/errors.ts';

/** What happens around one call to the outside. Both may throw. */
export type Around = { before(call: string): unknown; after(call: string): unknown };

/** The same port, with something around every call. */
export function around<Port extends object>(port: Port, { before, after }: Around): Port {
  return new Proxy(port, {
    get:
      (target, name) =>
      async (...args: unknown[]) => {
        before(String(name));
        const method: unknown = Reflect.get(target, name);
        const answer: unknown = typeof method === 'function' ? await method.apply(target, args) : method;
        after(String(name));
        return answer;
      },
  });
}

/** A process that is killed at its n-th chance, counted from 0: before and after each call. From then on it is dead. */
export function killedAt(chance: number): Around & { isDead: () => boolean } {
  let chances = 0;
  const live = () => {
    if (chances++ >= chance) throw new Error('killed');
  };
  return { before: live, after: live, isDead: () => chances > chance };
}

/** The n-th answer, counted from 0, gets lost: what was asked for has happened, and nobody knows. */
export function losingAnswer(nth: number): Around & { hasLost: () => boolean } {
  let answers = 0;
  return {
    before: () => undefined,
    after: (call) => {
      if (answers++ === nth) throw new AppError('UNAVAILABLE', 'ANSWER_LOST', `no answer to ${call}`);
    },
    hasLost: () => answers > nth,
  };
}
