import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { keepRunning } from './keepRunning.ts';

const node = (script: string) => spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
const FOREVER = "setInterval(() => {}, 1000); console.log('up')";

async function keep(script: string) {
  const children: ChildProcess[] = [];
  const said: string[] = [];
  const kept = await keepRunning({
    name: 'it',
    say: (line) => said.push(line),
    spawn: () => {
      const child = node(script);
      children.push(child);
      return child;
    },
    ready: (ended) => firstOutput(children.at(-1), ended),
    explain: (how) => `it ended (${how})`,
  });
  onTestFinished(kept.stop);
  return { stop: kept.stop, children, said };
}

async function firstOutput(child: ChildProcess | undefined, ended: AbortSignal): Promise<void> {
  if (child?.stdout) await once(child.stdout, 'data', { signal: ended });
}

describe('a process that is kept running', () => {
  it('is started again when it is killed', async () => {
    const { children, said } = await keep(FOREVER);

    children[0]?.kill('SIGKILL');

    await vi.waitUntil(() => children.length === 2 && children[1]?.exitCode === null);
    expect(said).toEqual(['it ended (SIGKILL); starting it again in 200 ms']);
  });

  it('stays ended when it is stopped', async () => {
    const { stop, children, said } = await keep(FOREVER);

    await stop();

    expect(children.map(({ signalCode }) => signalCode)).toEqual(['SIGTERM']);
    expect(said).toEqual([]);
  });

  it('leaves nothing behind for the end of this process, however many there were', async () => {
    const before = process.listenerCount('exit');
    for (const { stop } of [await keep(FOREVER), await keep(FOREVER)]) await stop();

    expect(process.listenerCount('exit')).toBe(before);
  });

  it('fails to start with the reason when it ends before it is ready', async () => {
    await expect(keep('process.exit(7)')).rejects.toMatchObject({
      reason: 'PROCESS_ENDED',
      message: 'it ended (exit code 7)',
    });
  });
});
