import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from '#kernel/config.ts';
import { AppError } from '#kernel/errors.ts';

/** The folder of package.json, wherever a tool was called from. */
export const projectRoot = resolve(import.meta.dirname, '..');

/** What this installation keeps between starts: databases, keys, mails. `DATA_DIR` moves it. */
export const dataDir = (env: Environment): string => resolve(projectRoot, env['DATA_DIR'] || '.data');

/** Makes that folder where there is none. @throws AppError BAD_USER_INPUT (DATA_DIR_REFUSED). */
export function makeDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message = `nothing can be kept in ${dir} (${code}): make it a folder to write in, or change DATA_DIR`;
    throw new AppError('BAD_USER_INPUT', 'DATA_DIR_REFUSED', message, { cause });
  }
}

/** Downloads that all installations of one user share (XDG Base Directory Specification). */
export const cacheDir = (env: Environment): string =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'bazaar');
