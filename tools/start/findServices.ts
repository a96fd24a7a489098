import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type PortName, portOffsets } from '#subgraphs/directory.ts';
import { projectRoot } from '../paths.ts';

const supergraphFile = z.object({
  subgraphs: z.record(z.string(), z.object({ schema: z.object({ file: z.string() }) })),
});

/** One service of the shop: its name, the path of its main.ts and its port's distance from PORT_BASE. */
export type ServiceEntry = { readonly name: string; readonly main: string; readonly portOffset: number };

/**
 * Every subgraph of supergraph.yaml, every folder of events/workers, and the gateway.
 *
 * @throws AppError BAD_USER_INPUT (NO_SERVICE) for one without main.ts or without a port in subgraphs/directory.ts.
 */
export async function findServices(root = projectRoot): Promise<ServiceEntry[]> {
  const { subgraphs } = supergraphFile.parse(parse(readFileSync(join(root, 'supergraph.yaml'), 'utf8')));
  const workers = (await readdir(join(root, 'events/workers'), { withFileTypes: true })).filter((each) =>
    each.isDirectory(),
  );
  return [
    ...Object.entries(subgraphs).map(([name, { schema }]) => serviceIn(join(root, dirname(schema.file)), name)),
    ...workers.map(({ name }) => serviceIn(join(root, 'events/workers', name), name)),
    serviceIn(join(root, 'gateway'), 'gateway'),
  ];
}

function serviceIn(folder: string, name: string): ServiceEntry {
  const main = join(folder, 'main.ts');
  if (!existsSync(main)) throw noService(name, `there is no ${relative(projectRoot, main)}`);
  if (!Object.hasOwn(portOffsets, name)) throw noService(name, 'subgraphs/directory.ts gives it no port');
  return { name, main, portOffset: portOffsets[name as PortName] };
}

const noService = (name: string, why: string) =>
  new AppError('BAD_USER_INPUT', 'NO_SERVICE', `the service ${name} can't be started: ${why}`);
