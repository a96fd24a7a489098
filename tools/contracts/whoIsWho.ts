import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A service in each of their folders. */
const FOLDERS = ['subgraphs', 'events/workers'];
const GATEWAY = 'gateway';
const NOT_THE_SHOP = /\.test\.ts$|UnderTest\.ts$|generated\.ts$|(^|\/)(fakes|testing|seed)(\/|[A-Z.])/;

/** Topic → services, as the code says: no list that somebody has to keep. */
export type WhoIsWho = {
  readonly publishers: ReadonlyMap<string, readonly string[]>;
  readonly readers: ReadonlyMap<string, readonly string[]>;
};

/**
 * Whoever names a topic in its `outgoing.ts` publishes on it; whoever has a handler under a topic's name reads it. That
 * all services write their code so is what makes this work.
 */
export function whoIsWho(root: string): WhoIsWho {
  const files = [...FOLDERS, GATEWAY].flatMap((folder) => sourcesIn(root, folder));
  return {
    publishers: namedIn(
      files.filter(({ path }) => path.endsWith('/outgoing.ts')),
      /topic: '([a-z]+\.v\d+)'/g,
    ),
    readers: namedIn(files, /'([a-z]+\.v\d+)': (?!\[|')/g),
  };
}

type Source = { readonly service: string; readonly path: string; readonly text: string };

function sourcesIn(root: string, folder: string): Source[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !NOT_THE_SHOP.test(name))
    .map((name) => {
      const path = relative(root, join(root, folder, name));
      const [service = ''] = folder === GATEWAY || dirname(path) === folder ? [folder] : name.split('/');
      return { service, path, text: readFileSync(join(root, path), 'utf8') };
    });
}

function namedIn(sources: readonly Source[], naming: RegExp): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { service, text } of sources) {
    for (const [, topic = ''] of text.matchAll(naming)) {
      found.set(topic, (found.get(topic) ?? new Set()).add(service));
    }
  }
  return new Map([...found].map(([topic, services]) => [topic, [...services].toSorted()]));
}
