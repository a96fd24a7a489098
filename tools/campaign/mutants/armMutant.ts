import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../paths.ts';
import type { Mutant } from './mutant.ts';
import { mutate } from './mutate.ts';

/**
 * A module that, preloaded into a process, has it load a copy of the mutant's file that lacks the guard; the file itself is
 * never changed. What the copy imports is looked up from where the file is. `remove` removes both.
 */
export function armMutant(mutant: Mutant): { readonly preload: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'bazaar-mutant-'));
  const [copy, preload] = [join(folder, 'copy.mts'), join(folder, 'preload.mjs')];
  const file = join(projectRoot, mutant.file);
  writeFileSync(copy, mutate(mutant, readFileSync(file, 'utf8')));
  writeFileSync(preload, preloadOf(pathToFileURL(file).href, pathToFileURL(copy).href));
  return { preload, remove: () => rmSync(folder, { recursive: true }) };
}

/** Only names are hooked, not sources: a hook on sources makes Node load CommonJS packages in another way. */
const preloadOf = (original: string, copy: string): string => `import { registerHooks } from 'node:module';
const [original, copy] = ${JSON.stringify([original, copy])};
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const parentURL = context.parentURL === copy ? original : context.parentURL;
    const resolved = nextResolve(specifier, { ...context, parentURL });
    return resolved.url === original ? { ...resolved, url: copy } : resolved;
  },
});
`;
