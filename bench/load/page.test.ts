import { describe, expect, it } from 'vitest';
import { LEFT, RIGHT, WIDTH } from '#tools/plots/frame.ts';
import type { StepFigures } from './figures.ts';
import type { Ladder } from './ladder.ts';
import { pageOf } from './page.ts';

const about = { command: 'npm run bench:load', startedAt: '2030-01-01T12:00:00Z', machine: 'two cores' };
const step = (offered: number, p99: number): StepFigures => ({
  offered,
  reached: offered - 1,
  seconds: 10,
  failed: 0,
  latency: { p50: p99 / 4, p95: p99 / 2, p99 },
  propagation: { p50: 4, p95: 9, p99: 12 },
  samples: [{ at: 1_000, outboxPending: 7, outboxAgeMs: 1_500, consumerAgeMs: 0, mailsWaiting: 3 }],
  restMs: undefined,
  usage: { shop: { cores: 1.5, pssMb: 200, rssMb: 260 } },
  load: 2,
});
const ladder: Ladder = {
  transport: 'kafka',
  steps: [step(10, 100), step(20, 400)],
  saturated: 'slow',
  bare: undefined,
};

/** The points of a curve, from its class. */
const curveOf = (page: string, name: string, index: number) =>
  [...page.matchAll(new RegExp(`class="curve ${name}" points="([^"]*)"`, 'g'))][index]?.[1];

describe('the report', () => {
  it('draws each figure against the rate that was offered', () => {
    const page = pageOf([ladder], about);

    // Of 400 ms a quarter is at 100: the second plot, from its left end to its right.
    expect(curveOf(page, 'kafka solid', 1)).toBe(`${LEFT}.0,153.0 ${WIDTH - RIGHT}.0,12.0`);
  });

  it('says where the shop kept up, and what each step has shown', () => {
    const page = pageOf([ladder], about);

    expect(page).toContain('it kept up with 10 orders a second; at 20: slow');
    expect(page).toContain('<td class="number">7; 1.5</td>');
  });

  it('draws one step, or none', () => {
    expect(pageOf([{ ...ladder, steps: [step(10, 100)] }], about)).not.toContain('NaN');
    expect(pageOf([{ ...ladder, steps: [] }], about)).toContain('nothing was measured');
  });
});
