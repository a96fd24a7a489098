import { expect, it } from 'vitest';
import { healthyMs } from './healthyTime.ts';

const fault = (at: number, healedAt: number) => ({ kind: 'cut', target: 'orders→mongod', at, healedAt });

it('what is not broken is healthy', () => {
  expect(healthyMs(1_000, 9_000, [])).toBe(8_000);
  expect(healthyMs(9_000, 1_000, [])).toBe(0);
});

it('a fault takes its own time, 5 s, and as long again as it lasted, 15 s at most', () => {
  expect(healthyMs(0, 100_000, [fault(10_000, 12_000)])).toBe(100_000 - 9_000);
  expect(healthyMs(0, 200_000, [fault(10_000, 70_000)])).toBe(200_000 - 80_000);
  expect(healthyMs(0, 100_000, [{ kind: 'clock', target: 'shop', at: 10_000 }])).toBe(100_000 - 5_000);
});

it('faults that overlap count once, and only as far as they reach into the time', () => {
  expect(healthyMs(0, 100_000, [fault(11_000, 12_000), fault(10_000, 12_000)])).toBe(100_000 - 9_000);
  expect(healthyMs(15_000, 20_000, [fault(10_000, 12_000)])).toBe(1_000);
  expect(healthyMs(0, 11_000, [fault(10_000, 12_000), fault(40_000, 50_000)])).toBe(10_000);
});
