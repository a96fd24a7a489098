import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

function gateway(...flags: string[]) {
  const { status, stderr } = spawnSync(process.execPath, ['gateway/cli.ts', ...flags], { encoding: 'utf8' });
  return { status, stderr };
}

function fileWith(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'cli-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'file.graphql');
  writeFileSync(file, text);
  return file;
}

it.each([
  ['an unknown option', ['--prot', '1'], 2, /Unknown option '--prot'.*see --help/],
  ['a port that is none', ['--port', 'http'], 2, /--port must be a number up to 65535; see --help/],
  ['no supergraph', [], 1, /these settings need a change:\n {2}supergraph: .*--supergraph/],
] as const)(
  '%s ends the start with one line that says what to do',
  { timeout: 60_000 },
  (_what, flags, status, line) => {
    const ended = gateway(...flags);
    expect(ended).toEqual({ status, stderr: expect.stringMatching(line) });
    expect(ended.stderr).not.toMatch(/\n +at /);
  },
);

it('the schema of a subgraph is no supergraph, and the start says what it may be', { timeout: 60_000 }, () => {
  const ended = gateway('--supergraph', fileWith('type Query { a: Int }'), '--port', '0');
  expect(ended).toEqual({ status: 1, stderr: expect.stringContaining('not composed yet?') });
});
