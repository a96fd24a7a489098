import type { Dispatcher } from 'undici';
import type { Health, HealthReport } from '#kernel/health.ts';
import type { Scope } from '#kernel/lifecycle.ts';

/** What the gateway needs to know of the rest of the shop. */
export type Others = { states(): Readonly<Record<string, string>> };

export const noOthers: Others = { states: () => ({}) };

/**
 * Until it was ready once, ready means everything behind the gateway too, so that whoever starts it knows when to begin.
 * From then on it means the gateway itself: a subgraph that is away is no reason to send clients elsewhere.
 *
 * @param shown told beside it, without a say.
 */
export function makeReadiness(health: Health, others: Others, shown: Others = noOthers): { report(): HealthReport } {
  let wasReady = false;
  const report = () => {
    const own = health.report();
    const states = others.states();
    const allUp = Object.values(states).every((state) => state === 'up');
    wasReady ||= own.ready && allUp;
    return { ready: own.ready && wasReady, parts: { ...own.parts, ...states, ...shown.states() } };
  };
  return { report };
}

type Watch = {
  /** Name → its GraphQL address; asked at each look, since a reload may change it. */
  urls(): ReadonlyMap<string, string>;
  connections: Dispatcher;
};

const HURRIED_MS = 250;
const CALM_MS = 2_000;
const ANSWER_MS = 2_000;

/** Asks every subgraph for `/health/ready`, again and again: often while one is not up. */
export function watchSubgraphs({ urls, connections }: Watch, scope: Scope): Others {
  const states = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    await Promise.all([...urls()].map(async ([name, url]) => states.set(name, await stateOf(url, connections))));
    if (scope.signal.aborted) return;
    const pause = [...states.values()].every((state) => state === 'up') ? CALM_MS : HURRIED_MS;
    timer = setTimeout(look, pause);
  };
  for (const name of urls().keys()) states.set(name, 'not asked yet');
  void look();
  scope.onStop(() => clearTimeout(timer));
  return { states: () => Object.fromEntries([...states].map(([name, state]) => [`subgraph ${name}`, state])) };
}

/** No address and no foreign text in it: anyone may read it. */
async function stateOf(url: string, connections: Dispatcher): Promise<string> {
  try {
    const { origin } = new URL(url);
    const signal = AbortSignal.timeout(ANSWER_MS);
    const { statusCode, body } = await connections.request({ origin, path: '/health/ready', method: 'GET', signal });
    await body.dump();
    return statusCode === 200 ? 'up' : 'not ready';
  } catch {
    return 'away';
  }
}
