import type { Counter, Histogram } from '#kernel/metrics/instruments.ts';
import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Ending } from './addresses.ts';

const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Of the calls to one subgraph. */
export type CallNumbers = Readonly<Record<Ending, Counter>> & { readonly seconds: Histogram };

/** How often a subgraph is asked, how that ends and how long it takes. */
export function callNumbers(metrics: Metrics, subgraph: string): CallNumbers {
  const help =
    'Calls to a subgraph: it answered (succeeded), did not (failed), or was not waited for long enough to tell.';
  const counter = (outcome: Ending) =>
    metrics.counter({ name: 'bazaar_subgraph_calls_total', help, labels: { subgraph, outcome } });
  return {
    succeeded: counter('succeeded'),
    failed: counter('failed'),
    saidNothing: counter('saidNothing'),
    seconds: metrics.histogram({
      name: 'bazaar_subgraph_call_seconds',
      help: 'How long calls to a subgraph took.',
      labels: { subgraph },
      buckets: BUCKETS,
    }),
  };
}
