import { expect, it } from 'vitest';
import { makeFireTimers } from './fireTimers.ts';

const timer = { orderId: 'order', fence: 1 };

/** A round over so many due timers. @returns whether something is left, and how many orders were asked. */
async function roundOver(due: number) {
  let asked = 0;
  let left = due;
  const fire = makeFireTimers({
    timers: {
      claim: async () => (left-- > 0 ? timer : null),
      reschedule: async () => undefined,
      finish: async () => undefined,
      retry: async () => undefined,
    },
    expireOrder: async () => {
      asked += 1;
      return new Promise((resolve) => setImmediate(resolve, null));
    },
    now: () => new Date(),
    onFired: () => undefined,
    onFailure: () => undefined,
    roundMs: 20,
  });
  const isLeft = await fire(new AbortController().signal);
  return { isLeft, asked };
}

it('a round over whatever many timers ends, and says that some are left', async () => {
  const { isLeft, asked } = await roundOver(Number.POSITIVE_INFINITY);

  expect(isLeft).toBe(true);
  expect(asked).toBeGreaterThan(4);
});

it('a round that has asked all orders leaves nothing', async () => {
  expect(await roundOver(6)).toEqual({ isLeft: false, asked: 6 });
});
