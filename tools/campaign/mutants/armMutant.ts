import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../paths.ts';
import { allMutants } from './allMutants.ts';
import type { Mutant } from './mutant.ts';
import { mutate } from './mutate.ts';

/**
 * From now on this process loads the mutant's file without its guard; the file itself is never changed.
 *
 * @throws Error for a name that no mutant has.
 */
export function armMutant(name: string): void {
  const mutant = allMutants.find((each) => each.name === name);
  if (!mutant) throw new Error(`there is no mutant ${name}`);
  const url = pathToFileURL(join(projectRoot, mutant.file)).href;
  registerHooks({
    load: (loaded, context, nextLoad) => {
      const module = nextLoad(loaded, context);
      return loaded === url ? { ...module, source: mutate(mutant, String(module.source)) } : module;
    },
  });
}

/** A module that arms the mutant where it is preloaded. Disposing removes the file. */
export function preloadOf({ name }: Mutant): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bazaar-mutant-'));
  const path = join(folder, 'arm.mjs');
  writeFileSync(path, `import { armMutant } from '${import.meta.url}';\narmMutant('${name}');\n`);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
