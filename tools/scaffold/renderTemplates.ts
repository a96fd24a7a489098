import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Names } from './names.ts';

export type RenderedFile = { readonly path: string; readonly text: string };

const SUFFIX = '.template';

/** The files of a new service, their paths relative to its folder. */
export function renderTemplates(kind: 'subgraph' | 'worker', names: Names): RenderedFile[] {
  const folder = join(import.meta.dirname, 'templates', kind);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(SUFFIX));
  return files.map((file) => ({
    path: filled(file.slice(0, -SUFFIX.length), names),
    text: filled(readFileSync(join(folder, file), 'utf8'), names),
  }));
}

const filled = (text: string, names: Names): string =>
  Object.entries(names).reduce((done, [key, value]) => done.replaceAll(`__${key}__`, value), text);
