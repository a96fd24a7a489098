import { describe, expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';
import { isAllowed } from './allowed.ts';
import { vulnerabilitiesIn } from './audit.ts';
import { productionPackages } from './packages.ts';

describe('a licence', () => {
  it.each([
    ['MIT', true],
    ['(MIT AND BSD-3-Clause)', true],
    ['(GPL-3.0-only OR MIT)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['unknown', false],
  ])('is allowed or not: %s', (licence, allowed) => {
    expect(isAllowed('any', licence)).toBe(allowed);
  });

  it('that was looked at is allowed to that package alone', () => {
    expect(isAllowed('@apollo/query-planner', 'Elastic-2.0')).toBe(true);
    expect(isAllowed('@apollo/query-planner', 'AGPL-3.0-only')).toBe(false);
    expect(isAllowed('another', 'Elastic-2.0')).toBe(false);
  });
});

it('the packages of production are looked at, and not those of development', () => {
  const names = productionPackages(projectRoot).map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(['graphql', 'mongodb', '@apollo/gateway']));
  expect(names).not.toContain('vitest');
});

describe('what npm knows against packages', () => {
  it('is grave or not', () => {
    const vulnerabilities = { one: { severity: 'high', range: '<2' }, other: { severity: 'low', range: '*' } };

    expect(vulnerabilitiesIn(JSON.stringify({ vulnerabilities }))).toEqual([
      { name: 'one', severity: 'high', range: '<2', isGrave: true },
      { name: 'other', severity: 'low', range: '*', isGrave: false },
    ]);
  });

  it('is not known where the registry gives no answer', () => {
    expect(vulnerabilitiesIn('')).toBeUndefined();
    expect(vulnerabilitiesIn('{ "message": "request failed" }')).toBeUndefined();
  });
});
