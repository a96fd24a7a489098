import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#kernel/config.ts';
import { AppError } from '#kernel/errors.ts';
import { dataDir } from '../paths.ts';

/**
 * The password of a command that signs in: `BAZAAR_PASSWORD`, else that of the demo accounts.
 *
 * @throws AppError NOT_FOUND (NO_PASSWORD).
 */
export function adminPassword(env: Environment): string {
  const given = env['BAZAAR_PASSWORD'] || env['DEMO_PASSWORD'];
  if (given) return given;
  const file = join(dataDir(env), 'demo-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new AppError('NOT_FOUND', 'NO_PASSWORD', 'the password is not known: set BAZAAR_PASSWORD');
}
