import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Outcome } from '../execution/plan/compilePlan.ts';
import type { Fetch } from '../execution/plan/run.ts';
import type { Caller, Operation, OperationKind } from '../execution/port.ts';
import type { Snapshot } from '../execution/snapshot.ts';
import type { FetchRequest, SubgraphAnswer } from '../execution/subgraphClient.ts';
import { type Answer, AnswerCache } from './answerCache.ts';
import { memoryAnswers } from './answerStore.ts';
import { fetchEntities } from './cachedEntities.ts';
import { type Asked, fetchPast, fetchRoot, type Tools } from './cachedFetch.ts';
import { makeCacheMetrics } from './cacheMetrics.ts';
import { ChangeIndex } from './changeIndex.ts';
import type { ChangeSource } from './changes.ts';
import { ClientPolicy } from './clientPolicy.ts';
import { OwnWrites } from './ownWrites.ts';
import { Responses, Trail } from './responses.ts';
import { Shapes } from './shapes.ts';

export type CacheSettings = {
  /** Room for answers; 0 is no cache. */
  readonly bytes: number;
  /** No answer is kept longer, whatever its subgraph says. */
  readonly maxAgeSeconds: number;
  /** Clients and caches on the way are never told more; 0 tells them to keep nothing. */
  readonly clientMaxAgeSeconds: number;
};

/** For a gateway for any supergraph: nothing is kept, and clients are told as much as subgraphs allow. */
export const defaultCache: CacheSettings = { bytes: 0, maxAgeSeconds: 3_600, clientMaxAgeSeconds: 3_600 };

/** One query or mutation of one caller. */
export type Operated = {
  readonly snapshot: Snapshot;
  readonly kind: OperationKind;
  readonly caller: Caller;
  readonly operation: Operation;
  /** What a subgraph is sent along. */
  readonly headersFor: (service: string) => Readonly<Record<string, string>>;
  /** Asks without a cache. */
  readonly fetch: Fetch;
  /** What is answered depends on the rights of who asks, whatever subgraphs say. */
  readonly isPersonal: boolean;
};

/** Runs an operation with answers that were kept; of others it keeps what it may. */
export type OperationCache = {
  run(operated: Operated, execute: (fetch: Fetch) => Promise<Outcome>): Promise<Outcome>;
};

type Given = {
  readonly settings: CacheSettings;
  readonly changes?: ChangeSource | undefined;
  /** Nobody may join what runs already: it may be from before a change. */
  readonly onChange: () => void;
  readonly metrics: Metrics;
  readonly now?: () => number;
};

/**
 * Answers of subgraphs that may be kept, kept. Changes drop what they concern; without a source of changes only time does.
 * Resolves when no change can be missed.
 */
export async function openCache({
  settings,
  changes,
  onChange,
  metrics,
  now = () => performance.now(),
}: Given): Promise<OperationCache> {
  const mostMs = settings.maxAgeSeconds * 1_000;
  const index = new ChangeIndex<Answer>();
  // Half of the room is for what whole queries were answered with.
  const half = Math.floor(settings.bytes / 2);
  const store = memoryAnswers<Answer>(half, (answer, why) => {
    index.remove(answer);
    counts.gone(why);
  });
  const cache = new AnswerCache({ store, index, mostMs, now, mayKeep: () => changes?.isListening() ?? true });
  const responses = new Responses(cache, half);
  const bytes = () => store.bytes() + responses.bytes();
  const counts = makeCacheMetrics(metrics, { bytes, count: store.count });
  const shapes = new Shapes(changes?.concerns);
  await changes?.follow({
    changed: (all) => {
      counts.dropped(cache.drop(all));
      onChange();
    },
    lost: () => {
      cache.clear(shapes.sources());
      onChange();
    },
  });
  const tools: Tools = { cache, shapes, metrics: counts, now };
  return new KeptAnswers(tools, { settings, changes, responses, writes: new OwnWrites(mostMs, now) });
}

type Surroundings = Pick<Given, 'settings' | 'changes'> & {
  readonly responses: Responses;
  readonly writes: OwnWrites;
};

class KeptAnswers implements OperationCache {
  readonly #tools: Tools;
  readonly #surroundings: Surroundings;

  constructor(tools: Tools, surroundings: Surroundings) {
    this.#tools = tools;
    this.#surroundings = surroundings;
  }

  run(operated: Operated, execute: (fetch: Fetch) => Promise<Outcome>): Promise<Outcome> {
    return operated.kind === 'query' ? this.#query(operated, execute) : this.#change(operated, execute);
  }

  async #query(operated: Operated, execute: (fetch: Fetch) => Promise<Outcome>): Promise<Outcome> {
    const { settings, changes, responses, writes } = this.#surroundings;
    const { snapshot, isPersonal } = operated;
    if (changes && !changes.isListening()) return execute(operated.fetch);
    const policy = new ClientPolicy(settings.clientMaxAgeSeconds * 1_000, !isPersonal);
    const since = writes.since(nameOf(operated.caller));
    const key = isPersonal ? undefined : keyOf(operated);
    const known = key === undefined ? undefined : responses.find(snapshot, key, since);
    if (known) return this.#told(known, policy);
    const terms = { policy, since, trail: new Trail() };
    const outcome = await execute((service, request) => this.#fetch(operated, terms, service, request));
    if (key !== undefined) responses.keep(snapshot, key, outcome, terms.trail);
    return { ...outcome, cacheControl: policy.header() };
  }

  #told({ outcome, parts }: NonNullable<ReturnType<Responses['find']>>, policy: ClientPolicy): Outcome {
    const { metrics, now } = this.#tools;
    const at = now();
    for (const { source, freshUntil, isPublic } of parts) {
      policy.add(freshUntil - at, isPublic);
      metrics.looked(source.name, ONE_HIT);
    }
    return { ...outcome, cacheControl: policy.header() };
  }

  /** What follows a change in the same operation is asked for without the cache, too. */
  async #change({ caller, fetch }: Operated, execute: (fetch: Fetch) => Promise<Outcome>): Promise<Outcome> {
    const { shapes, now } = this.#tools;
    try {
      return await execute(async (service, request) => {
        const answer = await fetch(service, request);
        // Whatever it has changed there: nobody is shown how it was before.
        if (request.kind === 'mutation') shapes.sourceOf(service).epoch += 1;
        return answer;
      });
    } finally {
      this.#surroundings.writes.note(nameOf(caller), now());
    }
  }

  #fetch(
    { snapshot, fetch, headersFor, caller }: Operated,
    terms: Pick<Asked, 'policy' | 'since' | 'trail'>,
    service: string,
    request: FetchRequest,
  ): Promise<SubgraphAnswer> {
    const { parts } = request;
    if (!parts) {
      terms.policy.add(0, false);
      terms.trail.isWhole = false;
      return fetch(service, request);
    }
    const shape = this.#tools.shapes.of(snapshot, service, parts.text);
    const mayKeep = shape.keeps === 'unknown' || shape.keeps === 'yes';
    // What is kept must not be older than the change that dropped what was kept before.
    const isFresh = mayKeep && this.#surroundings.changes !== undefined;
    // All of what is kept must be there to look at.
    const send = (one: FetchRequest) => fetch(service, mayKeep ? { ...one, isFresh, read: undefined } : one);
    const { passedOn } = caller;
    const asked: Asked = { ...terms, shape, request, parts, headers: () => headersFor(service), passedOn, send };
    if (!mayKeep) return fetchPast(asked);
    return parts.representations
      ? fetchEntities(this.#tools, asked, parts.representations)
      : fetchRoot(this.#tools, asked);
  }
}

const ONE_HIT = { hits: 1, misses: 0 };

const keyOf = ({ operation: { query, operationName, variables } }: Operated): string =>
  `${operationName ?? ''}\n${JSON.stringify(variables)}\n${query}`;

/** Whose writes they are: a user's, whatever tokens come with them, or those of an address. */
const nameOf = ({ principal, clientAddress = '' }: Caller): string =>
  principal.kind === 'user' ? `user ${principal.userId}` : `${principal.kind} ${clientAddress}`;
