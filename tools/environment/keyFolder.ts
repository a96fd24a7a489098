import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { addKeys, makeKeys, readKeySet, writeKeys } from '#kernel/auth/keys.ts';
import { overlapEnds, rotateKeys } from '#kernel/auth/rotateKeys.ts';
import { services } from '#subgraphs/directory.ts';

/** Holds the public halves of the access token keys; a folder with it has a whole set. */
const MARK = 'tokens.public.json';

export const hasKeys = (dir: string): boolean => existsSync(join(dir, MARK));

/** New keys for every service; access tokens are signed by users. What was signed with older ones is void. */
export const writeNewKeys = (dir: string): void => writeKeys(dir, makeKeys(services, 'users'));

/** Keys for every service that has none; those that are there stay. @returns the services that got some. */
export function completeKeys(dir: string): readonly string[] {
  if (hasKeys(dir)) return addKeys(dir, services);
  writeNewKeys(dir);
  return services;
}

/**
 * New keys for every service beside those it has: they sign in `inMs` from now, and the old ones verify until `until`.
 *
 * @throws AppError REFUSED (ROTATION_UNDER_WAY); Error when there are none.
 */
export function rotateKeyFolder(dir: string, inMs: number): { readonly from: Date; readonly until: Date } {
  const now = new Date();
  const from = new Date(now.getTime() + inMs);
  writeKeys(dir, rotateKeys(readKeySet(dir), { now, from }));
  return { from, until: overlapEnds(from) };
}

/** Each service's own files, and no others, into a folder of its own below `to`: for whoever keeps services apart. */
export function handOutKeys(dir: string, to: string): void {
  const open = readdirSync(dir).filter((file) => file.endsWith('.public.json'));
  for (const service of services) {
    const folder = join(to, service);
    mkdirSync(folder, { recursive: true });
    for (const file of [...open, `${service}.private.json`]) {
      const path = join(folder, file);
      copyFileSync(join(dir, file), `${path}.new`);
      renameSync(`${path}.new`, path);
    }
  }
}
