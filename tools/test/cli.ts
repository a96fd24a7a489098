import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from '../check/runChecks.ts';
import { runVitest } from './runVitest.ts';

// `npm test`: the checks and every test there is. The last line is for machines.
const folder = await mkdtemp(join(tmpdir(), 'bazaar-test-report-'));
const checks = await runChecks();
const tests = await runVitest(join(folder, 'report.json'), process.argv.slice(2));
rmSync(folder, { recursive: true });

for (const complaint of tests.complaints) console.log(`✗ ${complaint}`);
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed + tests.complaints.length;
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
