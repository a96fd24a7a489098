import type { Health } from '#kernel/health.ts';
import type { Metrics } from '#kernel/metrics/metrics.ts';
import { type Numbers, numbersOf } from './numbers.ts';
import { readMetrics } from './readMetrics.ts';

export type PartKind = 'gateway' | 'subgraph' | 'worker';

/** Somebody to be asked how they are. One with several addresses is several parts. */
export type Part = {
  readonly name: string;
  readonly kind: PartKind;
  /** Where its `/health/ready` and `/metrics` are. */
  readonly origin: string;
};

/** How a part is. `checks` are its own words for what it needs, such as `mongodb`. */
export type PartReport = {
  readonly name: string;
  readonly kind: PartKind;
  /** `orders:4003`, `port 4003` of this machine, or `this process`. */
  readonly where: string;
  readonly state: 'up' | 'not ready' | 'away';
  readonly checks: Readonly<Record<string, string>>;
  /** Missing where the part does not tell any. */
  readonly numbers?: Numbers;
};

const ANSWER_MS = 2_000;
/** Those who look within the same moment see the same. */
const SHARED_MS = 900;

type Own = { readonly health: Pick<Health, 'report'>; readonly metrics: Pick<Metrics, 'text'> };

/** Asks this gateway and every part how they are. @returns what asks; a part that gives no answer in 2 s is away. */
export function makeLookAtParts(parts: readonly Part[], own: Own): () => Promise<PartReport[]> {
  let shared: Promise<PartReport[]> | undefined;
  return () => {
    if (shared) return shared;
    const looked = Promise.all([lookAtOwn(own), ...parts.map(lookAt)]);
    shared = looked;
    setTimeout(() => {
      shared = undefined;
    }, SHARED_MS).unref();
    return looked;
  };
}

async function lookAtOwn({ health, metrics }: Own): Promise<PartReport> {
  const { ready, parts: checks } = health.report();
  const numbers = numbersOf(readMetrics(await metrics.text()));
  return {
    name: 'gateway',
    kind: 'gateway',
    where: 'this process',
    state: ready ? 'up' : 'not ready',
    checks,
    numbers,
  };
}

async function lookAt({ name, kind, origin }: Part): Promise<PartReport> {
  const found = { name, kind, where: whereOf(origin) };
  const [health, metrics] = await Promise.allSettled([ask(origin, '/health/ready'), ask(origin, '/metrics')]);
  if (health.status === 'rejected') return { ...found, state: 'away', checks: {} };
  return {
    ...found,
    state: health.value.ok ? 'up' : 'not ready',
    checks: checksIn(health.value.text),
    ...(metrics.status === 'fulfilled' && metrics.value.ok && { numbers: numbersOf(readMetrics(metrics.value.text)) }),
  };
}

function whereOf(origin: string): string {
  const { hostname, host, port } = new URL(origin);
  return hostname === '127.0.0.1' ? `port ${port}` : host;
}

async function ask(origin: string, path: string): Promise<{ ok: boolean; text: string }> {
  const response = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(ANSWER_MS) });
  return { ok: response.ok, text: await response.text() };
}

/** Whoever listens there may be somebody else, who says something else. */
function checksIn(text: string): Record<string, string> {
  try {
    const { parts } = JSON.parse(text) as { parts?: unknown };
    if (typeof parts !== 'object' || parts === null) return {};
    return Object.fromEntries(Object.entries(parts).map(([name, state]) => [name, String(state)]));
  } catch {
    return {};
  }
}
