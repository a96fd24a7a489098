import { AppError } from '#kernel/errors.ts';
import type { Names } from './names.ts';

export type Kind = 'subgraph' | 'worker';
export type Registration = { readonly kind: Kind; readonly name: string; readonly portOffset: number };

/** Where new ones listen, as distances from PORT_BASE: between the parts of the shop, and beyond them when all are taken. */
const PORTS: Record<Kind, readonly (readonly [from: number, to: number])[]> = {
  subgraph: [
    [1, 9],
    [50, 59],
  ],
  worker: [
    [11, 19],
    [60, 69],
  ],
};

/** The first that is free. @throws AppError REFUSED (NO_PORT_LEFT). */
export function freeOffset(kind: Kind, taken: readonly number[]): number {
  const all = PORTS[kind].flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_each, index) => from + index),
  );
  const free = all.find((offset) => !taken.includes(offset));
  if (free !== undefined) return free;
  throw new AppError('REFUSED', 'NO_PORT_LEFT', `there is no port left for another ${kind}`);
}

/** `subgraphs/directory.ts` with one more service, which nobody may call yet. */
export function inDirectory(text: string, { kind, name, portOffset }: Registration): string {
  const listed = atEndOf(text, kind === 'subgraph' ? 'const subgraphs = {' : 'const workers = {', {
    end: '\n} as const;',
    added: `\n  ${name}: ${portOffset},`,
  });
  if (kind === 'worker') return listed;
  return atEndOf(listed, 'export const grants = {', { end: '\n} as const', added: `\n  ${name}: {},` });
}

/** `supergraph.yaml` with one more subgraph. */
export const inSupergraph = (text: string, { name, portOffset }: Registration): string =>
  `${text.trimEnd()}
  ${name}:
    routing_url: http://localhost:${4000 + portOffset}/graphql
    schema:
      file: ./subgraphs/${name}/schema.graphql
`;

/** `docs/errors.md` with the refusal that a new subgraph begins with, next to that of webhooks. */
export const inErrors = (text: string, { entities, ENTITY }: Pick<Names, 'entities' | 'ENTITY'>): string =>
  before(text, '| `DEAD_LETTER_NOT_FOUND`', `| \`${ENTITY}_LIMIT_REACHED\` | nobody may have more ${entities} | |\n`);

/** `docker-compose.yml` with one more container; the gateway waits for a subgraph and knows where it is. */
export function inCompose(text: string, { kind, name, portOffset }: Registration): string {
  const port = 4000 + portOffset;
  const folder = kind === 'subgraph' ? 'subgraphs' : 'events/workers';
  const service = `  ${name}:
    <<: *shop
    command: [node, ${folder}/${name}/main.ts]
    volumes: ["keys-${name}:/keys:ro"]
    healthcheck: { <<: *health, test: [CMD, healthy, "${port}"] }

`;
  const handed = { end: '    restart:', added: `      - keys-${name}:/handed/${name}\n` };
  const withKeys = `${atEndOf(text, '\n  keys:\n', handed).trimEnd()}\n  keys-${name}:\n`;
  const withService = before(withKeys, '  gateway:\n', service);
  if (kind === 'worker') {
    const shown = `,${name}=http://${name}:${port}`;
    return atEndOf(withService, '      WORKER_URLS: "', { end: '"\n', added: shown });
  }
  const asked = `,\\\n        ${name}=http://${name}:${port}/graphql`;
  const withUrl = atEndOf(withService, '      SUBGRAPH_URLS:\n', { end: '"\n    ports:', added: asked });
  const awaited = `\n      ${name}: { condition: service_healthy }`;
  return atEndOf(withUrl, '\n  gateway:\n', { end: '\n    healthcheck:', added: awaited });
}

type Insertion = { readonly end: string; readonly added: string };

/** Puts `added` before the first `end` that follows `start`. */
function atEndOf(text: string, start: string, { end, added }: Insertion): string {
  const from = placeOf(text, start, 0);
  const at = placeOf(text, end, from + start.length);
  return text.slice(0, at) + added + text.slice(at);
}

function before(text: string, mark: string, added: string): string {
  const at = placeOf(text, mark, 0);
  return text.slice(0, at) + added + text.slice(at);
}

function placeOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  if (at >= 0) return at;
  throw new AppError('INTERNAL', 'NO_PLACE', `there is no ${JSON.stringify(mark)} to put the new service at`);
}
