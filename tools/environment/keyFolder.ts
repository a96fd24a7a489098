import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addKeys, makeKeys, writeKeys } from '#kernel/auth/keys.ts';
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
