import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimFolder } from './claim.ts';
import { identityOf } from './identity.ts';

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-claim-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

/** A process that would run for ever. */
function runningProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, identity: identityOf(child.pid ?? 0) };
}

const deadOwner = { pid: process.pid, startedAt: 'long ago' };

describe('a claim on a folder', () => {
  it('keeps others out until it is released', async () => {
    const dir = await folder();
    const claim = await claimFolder(dir);

    await expect(claimFolder(dir)).rejects.toMatchObject({ reason: 'FOLDER_IN_USE' });
    claim.release();
    await expect(claimFolder(dir)).resolves.toBeDefined();
  });

  it('of a killed owner is taken over, and what the owner left running is ended first', async () => {
    const dir = await folder();
    const { child, identity } = runningProcess();
    const ended = once(child, 'exit');
    await writeFile(join(dir, 'owner.json'), JSON.stringify({ owner: deadOwner, children: [identity] }));

    await claimFolder(dir);

    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('never ends a process that only has the same number as one that was left', async () => {
    const dir = await folder();
    const { child } = runningProcess();
    const another = { pid: child.pid, startedAt: 'another time' };
    await writeFile(join(dir, 'owner.json'), JSON.stringify({ owner: deadOwner, children: [another] }));

    await claimFolder(dir);

    expect(identityOf(child.pid ?? 0)).toBeDefined();
  });

  it('is taken over by one of two that come at the same moment', async () => {
    const dir = await folder();
    const { identity } = runningProcess();
    await writeFile(join(dir, 'owner.json'), JSON.stringify({ owner: deadOwner, children: [identity] }));

    const taken = await Promise.allSettled([claimFolder(dir), claimFolder(dir)]);

    expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('waits for what its owner has not yet written', async () => {
    const dir = await folder();
    const file = join(dir, 'owner.json');
    await writeFile(file, '');

    const taken = claimFolder(dir);
    await writeFile(file, JSON.stringify({ owner: identityOf(process.pid), children: [] }));

    await expect(taken).rejects.toMatchObject({ reason: 'FOLDER_IN_USE' });
  });

  it('is taken over when a crash cut its file short', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'owner.json'), '{"owner":{"pi');

    await expect(claimFolder(dir)).resolves.toBeDefined();
  });
});
