import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

export type Package = {
  readonly name: string;
  readonly version: string;
  /** SPDX, or `unknown`. */
  readonly licence: string;
};

const FOLDER = 'node_modules/';

/** What production runs on, by package-lock.json, which says the same on every platform. */
export function productionPackages(root: string): Package[] {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link)
    .map(([path, { version = '?', license }]) => {
      const name = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
      return { name, version, licence: license ?? 'unknown' };
    });
}
