import { describe, expect, it } from 'vitest';
import { sometimesLeftOut } from './checks/runChecks.ts';
import { exitCodeOf, shortfallsOf, verdictOf } from './outcome.ts';
import { sampleLeg, sampleRecord } from './testing/sampleRecord.ts';
import type { Fault, Finding } from './types.ts';

const seen: Finding = { promise: 'V4', check: 'stock-equation', looked: 3, broken: [] };
const unseen: Finding = { ...seen, check: 'drains-in-time', looked: 0 };
const sold: Finding = { ...seen, broken: ['a unit was sold twice'] };
const leg = sampleLeg([seen]);
const kill: Fault = { at: 0, kind: 'kill', target: 'orders' };
const lastSample = { at: 1, ordersPlaced: 10_000, ordersFinished: 10_000, outboxPending: 0, outboxLagMs: 0 };
const all = [seen, ...sometimesLeftOut.map((check) => ({ ...seen, check }))];
const enough = { ...leg, findings: all, samples: [lastSample], faults: Array.from({ length: 400 }, () => kill) };
const full = { profile: 'full', isWhole: true };

describe('the outcome of a campaign', () => {
  it('is that nothing is proven when nobody waited for the end, whatever is broken then', () => {
    const record = sampleRecord({ isInterrupted: true, legs: [sampleLeg([sold])] });

    expect(verdictOf(record)).toBe('Interrupted: nothing is proven');
    expect(exitCodeOf(record)).toBe(130);
  });

  it('is that a promise was broken, also when another shop could not be tried', () => {
    const record = sampleRecord({ legs: [sampleLeg([sold]), { ...leg, error: 'no MongoDB' }] });

    expect(verdictOf(record)).toBe('A promise was broken');
    expect(exitCodeOf(record)).toBe(1);
  });

  it('has an exit code of its own when a shop could not be tried', () => {
    const record = sampleRecord({ legs: [leg, { ...leg, name: 'links', error: 'no MongoDB' }] });

    expect(shortfallsOf(record)).toEqual(['links could not be tried: no MongoDB']);
    expect(verdictOf(record)).toContain('Not proven');
    expect(exitCodeOf(record)).toBe(3);
  });

  it('names checks that had nothing to look at', () => {
    const record = sampleRecord({ legs: [sampleLeg([seen, unseen])] });

    expect(verdictOf(record)).toBe('Kept, though nothing was there for drains-in-time');
    expect(exitCodeOf(record)).toBe(0);
  });

  it('of the long profile asks for 10,000 orders and 400 kills', () => {
    expect(verdictOf(sampleRecord({ ...full, legs: [enough] }))).toBe('All promises were kept');

    const fewer = { ...enough, samples: [{ ...lastSample, ordersPlaced: 9_999 }], faults: enough.faults.slice(1) };
    const record = sampleRecord({ ...full, legs: [fewer] });
    expect(shortfallsOf(record)).toEqual(['9999 orders were placed, not 10000', '399 processes were killed, not 400']);
    expect(exitCodeOf(record)).toBe(3);
  });

  it('of the long profile names each check that no shop had anything for', () => {
    const findings = all.filter(({ check }) => check !== 'orders-end-in-time' && check !== unseen.check);
    const record = sampleRecord({ ...full, legs: [{ ...enough, findings: [...findings, unseen] }, enough] });
    expect(shortfallsOf(record)).toEqual([]);

    const without = sampleRecord({ ...full, legs: [{ ...enough, findings: [...findings, unseen] }] });
    expect(shortfallsOf(without)).toEqual([
      'drains-in-time had nothing to look at',
      'orders-end-in-time had nothing to look at',
    ]);
    expect(exitCodeOf(without)).toBe(3);
  });

  it('of the long profile asks for no such numbers where only some scenarios were wanted', () => {
    expect(exitCodeOf(sampleRecord({ ...full, isWhole: false, legs: [leg] }))).toBe(0);
  });

  it('counts over all shops', () => {
    const half = { ...enough, samples: [{ ...lastSample, ordersPlaced: 5_000 }], faults: enough.faults.slice(200) };
    const legs = [
      { ...half, findings: [seen, unseen] },
      { ...half, findings: all },
    ];

    expect(shortfallsOf(sampleRecord({ ...full, legs }))).toEqual([]);
  });
});
