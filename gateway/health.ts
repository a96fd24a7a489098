import type { SecureContext } from 'node:tls';
import { Agent, type Dispatcher } from 'undici';
import type { Health, HealthReport } from '#kernel/health.ts';
import type { Scope } from '#kernel/lifecycle.ts';

/** What the gateway needs to know of the rest of the shop. */
export type Others = { states(): Readonly<Record<string, string>> };

const noOthers: Others = { states: () => ({}) };
/** For a gateway that knows nothing of how subgraphs are. */
export const unwatched = { ...noOthers, isUnfit: () => false };

type Options = {
  /** Told beside it, without a say. */
  readonly shown?: Others;
  /** Ready only once the others were. */
  readonly waits: boolean;
  readonly now?: () => number;
};

/** How long the first that are up wait for the rest. */
const PATIENCE_MS = 60_000;

/**
 * Until it was ready once, ready means everything behind the gateway too, so that whoever starts it knows when to begin;
 * but one that stays away does not hide the rest for longer than a minute. From then on it means the gateway itself: a
 * subgraph that is away is no reason to send clients elsewhere. Where all of them are, another gateway may reach some.
 */
export function makeReadiness(
  health: Health,
  others: Others,
  { shown = noOthers, waits, now = () => performance.now() }: Options,
): { report(): HealthReport } {
  let wasReady = !waits;
  let firstUpAt = Number.POSITIVE_INFINITY;
  const report = () => {
    const own = health.report();
    const states = others.states();
    const all = Object.values(states);
    if (all.includes('up')) firstUpAt = Math.min(firstUpAt, now());
    const isPatient = now() - firstUpAt < PATIENCE_MS;
    wasReady ||= own.ready && (all.every((state) => state === 'up') || !isPatient);
    const isCutOff = all.length > 0 && all.every((state) => state === 'away');
    return {
      ready: own.ready && wasReady && !isCutOff,
      parts: { ...own.parts, ...states, ...shown.states() },
    };
  };
  return { report };
}

type Watch = {
  /** Name → its GraphQL addresses; asked at each look, since a reload may change them. */
  urls(): ReadonlyMap<string, string | readonly string[]>;
  /** Answers 200 while a subgraph can serve. */
  path: string;
  /** Whom to believe behind `https:`; by default whom Node believes. */
  trust?: SecureContext | undefined;
};

const HURRIED_MS = 250;
const CALM_MS = 1_000;
const ANSWER_MS = 2_000;

export type Watched = Others & {
  /** Whether an address did not say, when it was asked, that it can serve. */
  isUnfit(url: string): boolean;
};

/** Asks every subgraph how it is, again and again: often while one is not up. One of several addresses is enough. */
export function watchSubgraphs({ urls, path, trust }: Watch, scope: Scope): Watched {
  const connections = new Agent({ keepAliveTimeout: 30_000, ...(trust && { connect: { secureContext: trust } }) });
  let unfit = new Set<string>();
  let states = new Map([...urls().keys()].map((name) => [name, 'not asked yet']));
  let timer: NodeJS.Timeout | undefined;

  const ask = async (url: string) => {
    const state = await stateAt(url, path, connections);
    if (state === 'up') unfit.delete(url);
    else unfit.add(url);
    return state;
  };
  const stateOf = async (name: string, given: string | readonly string[]): Promise<[string, string]> => {
    const found = await Promise.all([given].flat().map(ask));
    return [name, BEST_FIRST.find((state) => found.includes(state)) ?? 'away'];
  };
  const look = async () => {
    const asked = [...urls()];
    unfit = unfit.intersection(new Set(asked.flatMap(([, given]) => given)));
    states = new Map(await Promise.all(asked.map(([name, given]) => stateOf(name, given))));
    if (scope.signal.aborted) return;
    const isCalm = unfit.size === 0 && [...states.values()].every((state) => state === 'up');
    timer = setTimeout(look, isCalm ? CALM_MS : HURRIED_MS);
  };
  void look();
  scope.onStop(() => {
    clearTimeout(timer);
    return connections.destroy();
  });
  return {
    states: () => Object.fromEntries([...states].map(([name, state]) => [`subgraph ${name}`, state])),
    isUnfit: (url) => unfit.has(url),
  };
}

const BEST_FIRST = ['up', 'not ready', 'away'] as const;

/** No address and no foreign text in it: anyone may read it. */
async function stateAt(url: string, path: string, connections: Dispatcher): Promise<(typeof BEST_FIRST)[number]> {
  try {
    const { origin } = new URL(url);
    const signal = AbortSignal.timeout(ANSWER_MS);
    const { statusCode, body } = await connections.request({ origin, path, method: 'GET', signal });
    await body.dump();
    return statusCode === 200 ? 'up' : 'not ready';
  } catch {
    return 'away';
  }
}
