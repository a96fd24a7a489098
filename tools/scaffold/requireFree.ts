import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portOffsets } from '#subgraphs/directory.ts';
import { badName, type Names } from './names.ts';
import type { Kind } from './register.ts';

/** @throws AppError BAD_USER_INPUT (BAD_NAME) for a name that something in the project has already. */
export function requireFree(kind: Kind, { name, entity, Entity }: Names, root: string): void {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const folders = ['subgraphs', 'events/workers'].map((folder) => `${folder}/${name}`);
  const there = folders.find((folder) => existsSync(join(root, folder)));
  if (there) throw badName(`there is a folder ${there} already`);
  if (Object.hasOwn(portOffsets, name)) throw badName(`there is a part of the shop called ${name} already`);
  if (new RegExp(`^ {2}${name}:`, 'm').test(read('docker-compose.yml'))) {
    throw badName(`docker-compose.yml has a container or volume ${name} already`);
  }
  if (kind === 'worker') return;
  const supergraph = read('gateway/supergraph.graphql');
  for (const type of [Entity, `${Entity}Added`, `${Entity}LimitReached`, `Add${Entity}Input`, `Add${Entity}Result`]) {
    if (new RegExp(`^(type|interface|union|enum|input|scalar) ${type}\\b`, 'm').test(supergraph)) {
      throw badName(`the API has a type ${type} already: name another entity with --entity`);
    }
  }
  for (const field of [entity, `add${Entity}`]) {
    if (new RegExp(`^type (Query|Mutation)\\b[^}]*\\n {2}${field}\\b`, 'm').test(supergraph)) {
      throw badName(`the API has a root field ${field} already: name another entity with --entity`);
    }
  }
}
