import { describe, expect, it } from 'vitest';
import { findingsOfTimes } from './times.ts';
import type { Fault, Sample } from './types.ts';

const kill = (at: number, recoveryMs: number): Fault => {
  return { at, kind: 'kill', target: 'orders', healedAt: at + recoveryMs, recoveryMs };
};
const sample = (at: number, outboxLagMs: number): Sample => {
  return { at, outboxLagMs, ordersPlaced: 0, ordersFinished: 0, outboxPending: 0 };
};
const brokenIn = (faults: readonly Fault[], samples: readonly Sample[], transport: 'embedded' | 'kafka' = 'embedded') =>
  findingsOfTimes({ faults, samples }, transport).filter(({ broken }) => broken.length > 0);

describe('times', () => {
  it('of recovery may be longer on Kafka, whose groups wait for a dead member', () => {
    expect(brokenIn([kill(0, 12_000)], [])).toMatchObject([{ check: 'recovery-time' }]);
    expect(brokenIn([kill(0, 12_000)], [], 'kafka')).toEqual([]);
    expect(brokenIn([kill(0, 16_000)], [], 'kafka')).toMatchObject([{ check: 'recovery-time' }]);
  });

  it('of events count while the shop is healthy, from 5 s after a fault and as long again as it lasted', () => {
    const faults = [kill(10_000, 2_000)];

    expect(brokenIn(faults, [sample(9_000, 20), sample(11_000, 3_000), sample(18_900, 3_000)])).toEqual([]);
    expect(brokenIn(faults, [sample(19_100, 3_000)])).toMatchObject([{ check: 'healthy-outbox-lag' }]);
    const long: Fault = { at: 0, kind: 'away', target: 'kafka', healedAt: 60_000 };
    expect(brokenIn([long], [sample(79_900, 3_000)])).toEqual([]);
    expect(brokenIn([long], [sample(80_100, 3_000)])).toMatchObject([{ check: 'healthy-outbox-lag' }]);
  });

  it('of events are never longer than 5 s from 5 s after a fault on', () => {
    const faults = [kill(10_000, 2_000)];

    expect(brokenIn(faults, [sample(16_900, 9_000), sample(17_100, 4_900)])).toEqual([]);
    expect(brokenIn(faults, [sample(17_100, 5_100)])).toMatchObject([{ check: 'published-in-time' }]);
  });

  it('are looked at only where there are any', () => {
    expect(findingsOfTimes({ faults: [], samples: [] }, 'kafka').map(({ looked }) => looked)).toEqual([0, 0, 0]);
  });
});
