import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { RanTest } from '../capabilities/judgeTable.ts';
import { projectRoot } from '../paths.ts';

const result = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export type TestResults = {
  passed: number;
  failed: number;
  /** What is wrong beside failed tests: a test that was left out is a promise that nobody checked. */
  complaints: string[];
  tests: RanTest[];
};

/** Runs all vitest projects, with vitest's own output, and reads the result from its JSON report. */
export async function runVitest(report: string, args: readonly string[]): Promise<TestResults> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await vitest(['run', ...reporters, ...args]);
  return judge(readReport(report), code);
}

/** Vitest writes no report when its global setup fails; what went wrong has been printed. */
function readReport(file: string): z.infer<typeof result> | undefined {
  try {
    return result.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** @param code vitest's exit code. */
export function judge(report: z.infer<typeof result> | undefined, code: number | null): TestResults {
  if (!report) return { passed: 0, failed: 0, complaints: ['vitest ended without a report'], tests: [] };
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests, testResults } = report;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const complaints = broken.map(({ name }) => `${name} could not run`);
  if (numPendingTests + numTodoTests > 0) complaints.push(`${numPendingTests + numTodoTests} tests were skipped`);
  if (passed + failed === 0) complaints.push('no test ran');
  if (code !== 0 && failed + complaints.length === 0) complaints.push('vitest found an error outside of the tests');
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: relative(projectRoot, name),
      fullName,
      passed: status === 'passed',
    })),
  );
  return { passed, failed, complaints, tests };
}

function vitest(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const program = join(projectRoot, 'node_modules/.bin/vitest');
    const child = spawn(program, args, { cwd: projectRoot, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
