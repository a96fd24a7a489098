import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from '#kernel/config.ts';

/** The folder of package.json, wherever a tool was called from. */
export const projectRoot = resolve(import.meta.dirname, '..');

/** What this installation keeps between starts: databases, keys, mails. `DATA_DIR` moves it. */
export const dataDir = (env: Environment): string => resolve(projectRoot, env['DATA_DIR'] || '.data');

/** Downloads that all installations of one user share (XDG Base Directory Specification). */
export const cacheDir = (env: Environment): string =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'bazaar');
