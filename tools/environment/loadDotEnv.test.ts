import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { loadDotEnv } from './loadDotEnv.ts';

function envFile(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-env-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, '.env');
  writeFileSync(file, text);
  return file;
}

it('adds what the environment does not say, be it itself or the file that holds it', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('R_SAID', 'mine');
  vi.stubEnv('R_SECRET_FILE', '/run/secrets/secret');
  for (const name of ['R_SECRET', 'R_NEW']) vi.stubEnv(name, undefined);

  const names = loadDotEnv(envFile('R_SAID=theirs\nR_SECRET=theirs\nR_NEW=theirs\n'));

  expect(names).toEqual(['R_SAID', 'R_SECRET', 'R_NEW']);
  expect(process.env).toMatchObject({ R_SAID: 'mine', R_SECRET_FILE: '/run/secrets/secret', R_NEW: 'theirs' });
  expect(process.env['R_SECRET']).toBeUndefined();
});
