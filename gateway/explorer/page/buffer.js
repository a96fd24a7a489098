/** @typedef {import('./graphql.js').Result} Result */

/** Results as an iterator whose `return` is heard at once. Behind its end nothing is kept. */
export function makeBuffer() {
  /** @type {Result[]} */
  const results = [];
  /** @type {((next: IteratorResult<Result>) => void) | undefined} */
  let waiting;
  let over = false;
  /** @param {IteratorResult<Result>} next */
  const give = (next) => {
    waiting?.(next);
    waiting = undefined;
  };
  const end = () => {
    over = true;
    give({ done: true, value: undefined });
  };
  return {
    end,
    /** @param {Result} result */
    push: (result) => {
      if (over) return;
      if (waiting) give({ done: false, value: result });
      else results.push(result);
    },
    /** @param {() => void} left */
    iterate: (left) => ({
      /** @returns {Promise<IteratorResult<Result>>} */
      next: () =>
        new Promise((resolve) => {
          const result = results.shift();
          if (result) resolve({ done: false, value: result });
          else if (over) resolve({ done: true, value: undefined });
          else waiting = resolve;
        }),
      /** @returns {Promise<IteratorResult<Result>>} */
      return: async () => {
        left();
        end();
        results.length = 0;
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    }),
  };
}
