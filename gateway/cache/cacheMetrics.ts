import type { Counter } from '#kernel/metrics/instruments.ts';
import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Gone } from './answerStore.ts';

export type CacheMetrics = {
  looked(subgraph: string, found: { readonly hits: number; readonly misses: number }): void;
  gone(why: Gone): void;
  /** Answers that changes have made old, kept ones and those that were on their way. */
  dropped(answers: number): void;
};

/** @param room what is in use now. */
export function makeCacheMetrics(metrics: Metrics, room: { bytes(): number; count(): number }): CacheMetrics {
  const evictions = metrics.counter({
    name: 'bazaar_gateway_cache_evictions_total',
    help: 'Answers that had to go for others.',
  });
  const dropped = metrics.counter({
    name: 'bazaar_gateway_cache_dropped_total',
    help: 'Answers that changes made old, also before they could be kept.',
  });
  metrics.read({ name: 'bazaar_gateway_cache_bytes', help: 'What kept answers take, at most.' }, room.bytes);
  metrics.read({ name: 'bazaar_gateway_cache_answers', help: 'Answers that are kept.' }, room.count);
  const hits = bySubgraph(metrics, 'bazaar_gateway_cache_hits_total', 'Requests and entities that were kept.');
  const misses = bySubgraph(
    metrics,
    'bazaar_gateway_cache_misses_total',
    'Those that might have been kept and were not.',
  );
  return {
    looked: (subgraph, found) => {
      if (found.hits > 0) hits(subgraph).add(found.hits);
      if (found.misses > 0) misses(subgraph).add(found.misses);
    },
    gone: (why) => {
      if (why === 'evicted') evictions.add();
    },
    dropped: (answers) => dropped.add(answers),
  };
}

function bySubgraph(metrics: Metrics, name: string, help: string): (subgraph: string) => Counter {
  const counters = new Map<string, Counter>();
  return (subgraph) => {
    const known = counters.get(subgraph);
    if (known) return known;
    const counter = metrics.counter({ name, help, labels: { subgraph } });
    counters.set(subgraph, counter);
    return counter;
  };
}
