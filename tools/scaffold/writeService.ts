import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { portOffsets } from '#subgraphs/directory.ts';
import type { Names } from './names.ts';
import {
  freeOffset,
  inCompose,
  inDirectory,
  inErrors,
  inSupergraph,
  type Kind,
  type Registration,
} from './register.ts';
import { renderTemplates } from './renderTemplates.ts';

export const folderOf = (kind: Kind, name: string): string =>
  kind === 'subgraph' ? `subgraphs/${name}` : `events/workers/${name}`;

/** Writes the new folder, and the service's line in every list; all texts are made before the first is written. */
export function writeService(kind: Kind, names: Names, root: string): Registration {
  const { name } = names;
  const registration = { kind, name, portOffset: freeOffset(kind, Object.values(portOffsets)) };
  const changed = (file: string, change: (text: string, entry: Registration) => string) => {
    return { path: file, text: change(readFileSync(join(root, file), 'utf8'), registration) };
  };
  const files = [
    ...renderTemplates(kind, names).map(({ path, text }) => ({ path: join(folderOf(kind, name), path), text })),
    changed('subgraphs/directory.ts', inDirectory),
    changed('docker-compose.yml', inCompose),
    ...(kind === 'subgraph'
      ? [changed('supergraph.yaml', inSupergraph), changed('docs/errors.md', (text) => inErrors(text, names))]
      : []),
  ];
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return registration;
}
