import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const MOST_MS = 600_000;

/** All of `npm run campaign -- --quick`, on the embedded log, which needs nothing but this machine. */
it('a short fault campaign finds every promise kept', { timeout: MOST_MS }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-campaign-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const report = join(dir, 'report.html');
  const options = ['--quick', '--transport', 'embedded', '--report', report];
  const child = spawn(process.execPath, ['tools/campaign/cli.ts', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGINT'));
  const told: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => told.push(chunk.toString()));

  const [exitCode] = await once(child, 'exit');

  expect(exitCode, told.join('')).toBe(0);
  // On a slow machine scenarios are left out, and a check may have had nothing to look at: the verdict says so.
  expect(await readFile(report, 'utf8')).toMatch(/All promises were kept|Kept, though/);
});
