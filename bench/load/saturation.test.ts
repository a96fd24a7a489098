import { describe, expect, it } from 'vitest';
import type { Sample, StepFigures } from './figures.ts';
import { isGrowing, saturationOf } from './saturation.ts';

const sample = (second: number, ageMs: number): Sample => ({
  at: second * 1_000,
  outboxPending: 0,
  outboxAgeMs: ageMs,
  consumerAgeMs: 0,
  mailsWaiting: 0,
});
const ages = (...ms: number[]) => ms.map((age, second) => sample(second, age));

const calm: StepFigures = {
  offered: 40,
  reached: 39.5,
  seconds: 10,
  failed: 0,
  latency: { p50: 40, p95: 80, p99: 120 },
  propagation: { p50: 5, p95: 20, p99: 40 },
  samples: ages(5, 9, 3, 7, 2, 6),
  restMs: 800,
  usage: {},
  load: 1,
};
const verdict = (different: Partial<StepFigures>) => saturationOf({ ...calm, ...different }, { p99Ms: 2_000 });

describe('a shop', () => {
  it('keeps up while it does what is asked in time', () => {
    expect(verdict({})).toBeUndefined();
  });

  it.each([
    ['fewer orders are paid', { reached: 30 }, '30.0 orders a second were paid of 40'],
    ['customers wait too long', { latency: { p50: 90, p95: 900, p99: 2_001 } }, 'p99 of a checkout was over 2000 ms'],
    ['checkouts come to nothing', { failed: 5 }, '5 checkouts came to nothing'],
    ['events wait ever longer', { samples: ages(0, 0, 900, 1_800, 2_700, 3_600) }, 'events waited longer and longer'],
    ['mails are not done', { restMs: undefined }, 'mails and events were not done'],
  ])('is saturated when %s', (_what, different, said) => {
    expect(verdict(different)).toContain(said);
  });

  it('is saturated when a consumer falls behind', () => {
    const samples = ages(0, 0, 0, 0, 0, 0).map((each, second) => ({ ...each, consumerAgeMs: second * 1_000 }));

    expect(verdict({ samples })).toContain('consumers fell');
  });
});

describe('a lag', () => {
  const read = ({ outboxAgeMs }: Sample) => outboxAgeMs;

  it('that is long and stays so does not grow', () => {
    expect(isGrowing(ages(3_000, 3_100, 2_900, 3_000, 3_100, 2_900), read)).toBe(false);
  });

  it('of less than two seconds is none yet', () => {
    expect(isGrowing(ages(0, 0, 300, 600, 1_200, 1_700), read)).toBe(false);
  });

  it('is not told from one or two samples', () => {
    expect(isGrowing(ages(0, 9_000), read)).toBe(false);
  });
});
