import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Manifest } from './workloads.ts';

const FILE = /^(.+)\.(public|private)\.json$/;

/**
 * The keys of a folder as Secrets: `keys-public` for everybody, and `keys-<service>` for each service alone.
 *
 * @throws AppError BAD_USER_INPUT (NO_KEYS).
 */
export function keySecrets(dir: string): Manifest[] {
  const files = keyFilesIn(dir);
  const bySecret = Map.groupBy(files, (file) => {
    const [, whose = '', half] = FILE.exec(file) ?? [];
    return half === 'public' ? 'keys-public' : `keys-${whose}`;
  });
  return [...bySecret].map(([name, members]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    stringData: Object.fromEntries(members.map((file) => [file, readFileSync(join(dir, file), 'utf8')])),
  }));
}

function keyFilesIn(dir: string): string[] {
  const noKeys = (why: string, cause?: unknown) =>
    new AppError('BAD_USER_INPUT', 'NO_KEYS', `there are no keys in ${dir} (${why}): run \`npm run keys\``, { cause });
  try {
    const files = readdirSync(dir).filter((file) => FILE.test(file));
    if (files.length > 0) return files.toSorted();
  } catch (error) {
    throw noKeys(messageOf(error), error);
  }
  throw noKeys('it is empty');
}
