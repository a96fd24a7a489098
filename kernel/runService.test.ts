import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';

const TINY = new URL('testing/tinyService.ts', import.meta.url).pathname;

/** The tiny service in a process of its own. */
function run(variables: Record<string, string>) {
  const env = { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', ...variables };
  const child = spawn(process.execPath, [TINY], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  const closed = once(child, 'close');
  return {
    said,
    signal: (name: 'SIGTERM' | 'SIGINT') => child.kill(name),
    says: (line: string) => expect.poll(() => said.out, { timeout: 10_000 }).toContain(`${line}\n`),
    exitCode: async () => (await closed)[0] as number | null,
  };
}

describe('a process that runs one service', { timeout: 20_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('drains on %s and ends with 0', async (name) => {
    const tiny = run({});
    await tiny.says('started');

    tiny.signal(name);

    expect(await tiny.exitCode()).toBe(0);
    expect(tiny.said).toEqual({ out: 'started\nstopping\nreleased\n', err: '' });
  });

  it('ends at once on a second signal, with 1', async () => {
    const tiny = run({ MODE: 'hangs' });
    await tiny.says('started');
    tiny.signal('SIGTERM');
    await tiny.says('stopping');

    tiny.signal('SIGTERM');

    expect(await tiny.exitCode()).toBe(1);
  });

  it('ends at once while it is still starting, also as the first process of a container', async () => {
    const tiny = run({ MODE: 'dawdles' });
    await tiny.says('starting');

    tiny.signal('SIGTERM');

    // Not null: that would be a process without a listener, which is deaf where it is the first.
    expect(await tiny.exitCode()).toBe(128 + 15);
  });

  it('releases the rest when something breaks, says so in one line and ends with 1', async () => {
    const tiny = run({ MODE: 'breaks' });
    await tiny.says('started');

    tiny.signal('SIGTERM');

    expect(await tiny.exitCode()).toBe(1);
    expect(tiny.said.out).toContain('released');
    expect(tiny.said.err).toBe('tiny did not stop cleanly: the server broke\n');
  });

  it('says in one line why it can not start, and ends with 1', async () => {
    const tiny = run({ MODE: 'fails' });

    expect(await tiny.exitCode()).toBe(1);
    expect(tiny.said).toEqual({ out: '', err: "tiny can't start: no MongoDB answers: start it\n" });
  });

  it('has a line for each bad variable', async () => {
    const tiny = run({ MODE: 'wild', PORT_BASE: 'x' });

    expect(await tiny.exitCode()).toBe(1);
    expect(tiny.said.err).toMatch(
      /^tiny can't start: these variables need a change:\n {2}PORT_BASE: .+\n {2}MODE: .+\n$/,
    );
  });
});
