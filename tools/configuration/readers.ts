import { dirname, relative } from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../paths.ts';
import { findServices } from '../start/findServices.ts';
import { loadService } from '../start/loadService.ts';
import { startVariables } from '../start/settings.ts';

export type Reader = { readonly name: string; readonly folder: string; readonly schema: z.ZodObject };

export const START = '`npm start`';

/** Every process of the shop with the schema of its variables, and what starts them all. */
export async function readers(): Promise<Reader[]> {
  const entries = await findServices();
  const services = await Promise.all(
    entries.map(async (entry) => ({
      name: entry.name,
      folder: relative(projectRoot, dirname(entry.main)),
      schema: (await loadService(entry)).config,
    })),
  );
  return [...services, { name: START, folder: 'tools/start', schema: startVariables }];
}

/** Kinds of services, by the folder that they are in. */
const KINDS = [
  { folder: 'subgraphs/', all: 'every subgraph' },
  { folder: 'events/workers/', all: 'every worker' },
];

/** Some readers in few words: kinds of which all are there are named as such. */
export function inWords(some: readonly Reader[], all: readonly Reader[]): string {
  const complete = KINDS.filter(({ folder }) => {
    const kind = all.filter((reader) => reader.folder.startsWith(folder));
    return kind.every((reader) => some.includes(reader));
  });
  const rest = some.filter((reader) => !complete.some(({ folder }) => reader.folder.startsWith(folder)));
  return [...complete.map((kind) => kind.all), ...rest.map(({ name }) => name)].join(', ');
}
