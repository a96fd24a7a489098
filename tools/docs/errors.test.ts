import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isErrorCode } from '#kernel/errors.ts';
import { projectRoot } from '../paths.ts';
import { codesInSource } from './codesInSource.ts';

/** Codes in the first column of a table, and in the list of what only services see. */
function documented(): Set<string> {
  const text = readFileSync(join(projectRoot, 'docs/errors.md'), 'utf8');
  const cells = [...text.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
  const [, between = ''] = /^Between services([\s\S]*)/m.exec(text) ?? [];
  return new Set([...[...cells, between].join(' ').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, code = '']) => code));
}

describe('docs/errors.md', () => {
  const inSource = codesInSource(projectRoot);
  const inDocs = documented();

  it('says of every code what it means', () => {
    expect([...inSource.difference(inDocs)].sort()).toEqual([]);
  });

  it('tells of no code that there isn’t', () => {
    const unknown = [...inDocs.difference(inSource)].filter((code) => !isErrorCode(code));
    expect(unknown).toEqual([]);
  });
});
