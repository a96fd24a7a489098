import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../processes/command.ts';
import { commitText, thisCommit } from './thisCommit.ts';

it('is known where there is a repository, and so is whether files have changed since', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-commit-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const git = (...args: string[]) => runCommand('git', args, { cwd: dir });
  expect(commitText(await thisCommit(dir))).toBe('unknown');

  const file = join(dir, 'shop.ts');
  await writeFile(file, 'first');
  await git('init', '--quiet');
  await git('add', 'shop.ts');
  await git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'first');
  await writeFile(join(dir, 'report.html'), '');
  const id = (await git('rev-parse', 'HEAD')).trim();
  expect(await thisCommit(dir)).toEqual({ id, isDirty: false });

  await writeFile(file, 'second, and longer');
  expect(commitText(await thisCommit(dir))).toBe(`${id.slice(0, 7)} with changes`);
});
