import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES = '{kernel,events,subgraphs,gateway,tools/start}/**/{config,variables,currency,settings}.ts';
/** A docstring, and the property behind it. */
const DOCUMENTED = /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:export const )?(\w+)(?::| = z)/gs;

/** Folder → name → what its docstring says, in one line. */
export type Docstrings = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What the code says of each variable and setting, where it declares them. */
export function readDocstrings(root: string): Docstrings {
  const files = globSync(FILES, { cwd: root }).sort();
  const byFolder = Map.groupBy(files, dirname);
  return new Map(
    [...byFolder].map(([folder, all]) => [
      folder,
      new Map(all.flatMap((file) => docstringsIn(readFileSync(join(root, file), 'utf8')))),
    ]),
  );
}

export const docstringsIn = (source: string): [string, string][] =>
  [...source.matchAll(DOCUMENTED)].map(([, text = '', name = '']) => [name, oneLine(text)]);

/** What stands between the marks of a docstring, without what makes it several lines. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/^\s*\*\s?/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The one beside the service, else the one that all services share. */
export const docstringOf = (docstrings: Docstrings, folder: string, name: string): string | undefined =>
  docstrings.get(folder)?.get(name) ?? [...docstrings.values()].map((names) => names.get(name)).find(Boolean);
