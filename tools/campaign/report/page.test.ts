import { describe, expect, it } from 'vitest';
import { sampleLeg, sampleRecord } from '../testing/sampleRecord.ts';
import { pageOf } from './page.ts';

const broken = { promise: 'V4', check: 'oversold', looked: 1, broken: ['<b>7</b> sold & 6 there'] } as const;

describe('the report', () => {
  it('says the verdict, the seed and the command that does the same again', () => {
    const page = pageOf(sampleRecord());

    expect(page).toContain('All promises were kept');
    expect(page).toContain('<code>npm run campaign -- --quick --seed 4711 --transport kafka</code>');
  });

  it('has each broken sentence, as text', () => {
    const page = pageOf(sampleRecord({ findings: [broken] }));

    expect(page).toContain('A promise was broken');
    expect(page).toContain('&lt;b&gt;7&lt;/b&gt; sold &amp; 6 there');
  });

  it('names the commit, and why less is proven than was wanted', () => {
    const page = pageOf(sampleRecord({ legs: [{ ...sampleLeg(), error: 'no <b>MongoDB</b>' }] }));

    expect(page).toContain('<code>0123456</code>');
    expect(page).toContain('quick could not be tried: no &lt;b&gt;MongoDB&lt;/b&gt;');
  });

  it('counts the payments that came at their deadline', () => {
    const leg = { ...sampleLeg(), paidNearDeadline: [-51, -50, 0, 50, 700] };

    expect(pageOf(sampleRecord({ legs: [leg, leg] }))).toContain('6 of 10 payments');
  });

  it('takes nothing for proven that nobody has waited for', () => {
    expect(pageOf(sampleRecord({ isInterrupted: true }))).toContain('Interrupted: nothing is proven');
  });

  it('needs no other file', () => {
    expect(pageOf(sampleRecord())).not.toMatch(/(src|href)=|url\(|@import/);
  });

  it('draws a campaign of which nothing is known', () => {
    const empty = { name: 'x', durationMs: 0, scenarios: [], faults: [], samples: [], ends: [], findings: [] };

    expect(pageOf(sampleRecord({ legs: [] }))).not.toContain('NaN');
    expect(pageOf(sampleRecord({ legs: [empty] }))).not.toContain('NaN');
  });

  it('puts legs behind each other, and each check once', () => {
    const page = pageOf(sampleRecord({ legs: [sampleLeg(undefined, 'one'), sampleLeg(undefined, 'two')] }));

    expect(page).toContain('16,824');
    expect(page.match(/events-published/g)).toHaveLength(1);
    expect(page).toContain('8:00');
  });
});
