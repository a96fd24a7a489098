import { describe, expect, it } from 'vitest';
import { judge } from './runVitest.ts';

const clean = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
};

describe('the result of a test run', () => {
  it('is the numbers of passed and failed tests', () => {
    expect(judge({ ...clean, numFailedTests: 1 }, 1)).toEqual({ passed: 3, failed: 1, complaints: [], tests: [] });
  });

  it.each([
    ['a skipped test', { ...clean, numPendingTests: 1 }, 0, '1 tests were skipped'],
    ['a test to be written', { ...clean, numTodoTests: 2 }, 0, '2 tests were skipped'],
    ['no test at all', { ...clean, numPassedTests: 0 }, 0, 'no test ran'],
    ['an error outside of tests', clean, 1, 'vitest found an error outside of the tests'],
    ['no report', undefined, 1, 'vitest ended without a report'],
    [
      'a suite that could not run',
      { ...clean, testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] },
      1,
      'a.test.ts could not run',
    ],
  ])('is a failure for %s', (_case, report, code, complaint) => {
    expect(judge(report, code).complaints).toEqual([complaint]);
  });
});
