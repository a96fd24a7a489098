import type { FetchRequest, RequestParts, SubgraphAnswer } from '../execution/subgraphClient.ts';
import type { PassedOn } from '../identity.ts';
import type { Answer, AnswerCache } from './answerCache.ts';
import type { CacheMetrics } from './cacheMetrics.ts';
import type { ClientPolicy } from './clientPolicy.ts';
import { type Freshness, freshnessOf } from './freshness.ts';
import type { Trail } from './responses.ts';
import type { Shape, Shapes } from './shapes.ts';

/** One request of a query. */
export type Asked = {
  readonly shape: Shape;
  readonly request: FetchRequest;
  readonly parts: RequestParts;
  /** What goes along with it. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** Which of these are the client's own. */
  readonly passedOn: PassedOn | undefined;
  /** Answers from before are not for this caller. */
  readonly since: number;
  readonly policy: ClientPolicy;
  readonly trail: Trail;
  readonly send: (request: FetchRequest) => Promise<SubgraphAnswer>;
};

export type Tools = {
  readonly cache: AnswerCache;
  readonly shapes: Shapes;
  readonly metrics: CacheMetrics;
  readonly now: () => number;
};

/** A request whose answers can't be kept, as far as is known; they may say otherwise one day. */
export async function fetchPast(asked: Asked): Promise<SubgraphAnswer> {
  const answer = await asked.send(asked.request);
  asked.trail.isWhole = false;
  learn(asked, answer);
  return answer;
}

/** An answer about root fields is kept as a whole. */
export async function fetchRoot(tools: Tools, asked: Asked): Promise<SubgraphAnswer> {
  const { shape, parts, request } = asked;
  const key = prefixOf(asked) + parts.variables;
  const found = find(tools, asked, [key])[0];
  if (found) return { data: JSON.parse(found.text) };
  const pending = begin(tools, asked, key, undefined);
  const answer = await asked.send(request);
  const freshness = learn(asked, answer, shape.vary);
  settle(tools, asked, [pending], [answer.data], freshness);
  return answer;
}

/** Looks several up; hits and misses are counted, and what was found limits what clients are told. */
export function find({ cache, metrics, now }: Tools, asked: Asked, keys: readonly string[]): (Answer | undefined)[] {
  const { shape, since, trail } = asked;
  const found = keys.map((key) => {
    const answer = cache.find(key, since);
    return answer && (answer.isPublic || isFromNobody(asked)) ? answer : undefined;
  });
  let hits = 0;
  for (const answer of found) {
    if (!answer) continue;
    hits += 1;
    follow(trail, shape, answer);
    tellClient(asked, answer.freshUntil - now(), answer.isPublic);
  }
  metrics.looked(shape.source.name, { hits, misses: keys.length - hits });
  return found;
}

export const begin = (
  { cache, shapes }: Tools,
  { shape, parts }: Asked,
  key: string,
  representation: string | undefined,
): Answer => cache.begin(key, shape.source, shapes.tagsFor(shape, parts, representation));

/** Keeps what may be kept. Nothing is: a subgraph may know nothing of it for now only. */
export function settle(
  { cache }: Tools,
  { trail, shape }: Asked,
  pending: readonly Answer[],
  values: readonly unknown[],
  freshness: Freshness | undefined,
): void {
  for (const [index, answer] of pending.entries()) {
    const value = values[index];
    const mayKeep = freshness && value !== null && value !== undefined;
    if (mayKeep && cache.keep(answer, JSON.stringify(value), freshness)) follow(trail, shape, answer);
    else {
      trail.isWhole = false;
      if (!mayKeep) cache.abandon(answer);
    }
  }
}

function follow(trail: Trail, { vary }: Shape, answer: Answer): void {
  trail.parts.push(answer);
  if (!answer.isPublic || vary.length > 0) trail.isWhole = false;
}

/**
 * What an answer says of itself. Answers with errors are kept by nobody.
 *
 * @param vary the headers that its key was made with: undefined is returned if there are others by now.
 */
export function learn(
  asked: Asked,
  { data, errors, over }: SubgraphAnswer,
  vary?: readonly string[],
): Freshness | undefined {
  const { shape } = asked;
  const freshness = data && !errors ? freshnessOf(saidOf(over?.headers, shape)) : undefined;
  if (!freshness || freshness.scope === 'private') {
    asked.policy.add(freshness?.ms ?? 0, false);
    if (shape.keeps === 'unknown' && !errors) shape.keeps = 'no';
    return undefined;
  }
  if (shape.keeps !== 'never') shape.keeps = 'yes';
  const others = freshness.vary.filter((name) => !shape.vary.includes(name));
  if (others.length > 0) shape.vary = [...shape.vary, ...others];
  tellClient(asked, freshness.ms, freshness.scope === 'public');
  const isForAll = freshness.scope === 'public' || isFromNobody(asked);
  return isForAll && shape.vary === vary ? freshness : undefined;
}

/** Nothing goes along that may tell a subgraph who asks, but what it says that its answer depends on. */
const isFromNobody = ({ headers, passedOn = NOTHING, shape }: Asked): boolean =>
  headers()['authorization'] === undefined && Object.keys(passedOn).every((name) => shape.vary.includes(name));

const NOTHING: PassedOn = {};

/** The gateway's own answer says that it depends on some of these, and sends the others as its own, always the same. */
const TOLD: ReadonlySet<string> = new Set(['origin', 'accept', 'accept-encoding', 'content-type']);

/** What depends on further headers is not for caches that don't hear of them. */
function tellClient({ policy, shape }: Asked, ms: number, isPublic: boolean): void {
  const isTold = shape.vary.every((name) => TOLD.has(name));
  policy.add(isTold ? ms : 0, isPublic);
}

/** The word of a server counts, not that of its schema; a server that says nothing has no other. */
const saidOf = (headers: Said, { declared }: Shape): Said =>
  headers && declared !== undefined && headers['cache-control'] === undefined
    ? { ...headers, 'cache-control': declared }
    : headers;

type Said = NonNullable<SubgraphAnswer['over']>['headers'] | undefined;

/** All that the answers to one caller have in common. */
export function prefixOf({ shape, headers }: Asked): string {
  let prefix = `${shape.id}\n`;
  for (const name of shape.vary) prefix += `${JSON.stringify(headers()[name] ?? null)}\n`;
  return prefix;
}
