import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeDataDir } from './paths.ts';

it('names DATA_DIR when nothing can be kept there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bazaar-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'file');
  writeFileSync(file, '');

  expect(() => makeDataDir(file)).toThrow(`nothing can be kept in ${file} (EEXIST)`);
  expect(() => makeDataDir(join(file, 'below'))).toThrow(/\(ENOTDIR\): .* change DATA_DIR/);
});
