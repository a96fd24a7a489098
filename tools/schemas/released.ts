import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Schemas } from './currentSchemas.ts';

const EXTENSION = '.graphql';

/** Every `<name>.graphql` of the folder of the last release. */
export function readReleased(folder: string): Schemas {
  const files = readdirSync(folder).filter((file) => file.endsWith(EXTENSION));
  const schemas = files.map((file) => [basename(file, EXTENSION), readFileSync(join(folder, file), 'utf8')] as const);
  return Object.fromEntries(schemas);
}

export function writeReleased(folder: string, schemas: Schemas): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, sdl] of Object.entries(schemas)) writeFileSync(join(folder, `${name}${EXTENSION}`), sdl);
}
