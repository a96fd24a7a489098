import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import { parseDotEnv } from './parseDotEnv.ts';

const FILE = '.env';

/**
 * Adds the variables of `.env` to this process's own, which win, also where they only name the file that holds the value.
 *
 * @returns the names in the file.
 * @throws AppError BAD_USER_INPUT (BAD_ENV_FILE).
 */
export function loadDotEnv(path: string = join(projectRoot, FILE)): string[] {
  if (!existsSync(path)) return [];
  const values = parseDotEnv(readFileSync(path, 'utf8'), FILE);
  for (const [name, value] of values) if (!process.env[`${name}_FILE`]) process.env[name] ??= value;
  return [...values.keys()];
}
