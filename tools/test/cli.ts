import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unproven } from '../capabilities/judgeTable.ts';
import { capabilities } from '../capabilities/readTable.ts';
import { runChecks } from '../check/runChecks.ts';
import { runVitest } from './runVitest.ts';

// `npm test`: the checks and every test there is. The last line is for machines.
const folder = await mkdtemp(join(tmpdir(), 'bazaar-test-report-'));
const checks = await runChecks();
const only = process.argv.slice(2);
const tests = await runVitest(join(folder, 'report.json'), only);
rmSync(folder, { recursive: true });

// A part of the tests proves a part of the promises.
const complaints = [...tests.complaints, ...(only.length === 0 ? unproven(capabilities(), tests.tests) : [])];
for (const complaint of complaints) console.log(`✗ ${complaint}`);
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed + complaints.length;
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
