import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { CallState, GuardedCalls } from './guardCalls.ts';

/** For `/health`, which anyone may read: addresses are told by their place in the settings. */
export const callStates = (calls: GuardedCalls): Readonly<Record<string, string>> =>
  Object.fromEntries(calls.states().map((state) => [`calls to ${state.service}`, wordsFor(state)]));

function wordsFor({ breaker, addresses }: CallState): string {
  if (breaker !== 'closed') return `held back (${breaker})`;
  const out = addresses.flatMap(({ isOut }, index) => (isOut ? [index + 1] : []));
  return out.length === 0 ? 'up' : `up without address ${out.join(', ')} of ${addresses.length}`;
}

/** For operators. */
export function addCallMetrics(metrics: Metrics, calls: GuardedCalls): void {
  const read = (name: string, help: string, value: (state: CallState) => number, type?: 'counter') =>
    metrics.read({ name, help, ...(type && { type }) }, () =>
      calls.states().map((state) => ({ labels: { subgraph: state.service }, value: value(state) })),
    );
  read('bazaar_subgraph_held_back', 'Whether calls to a subgraph are held back now.', ({ breaker }) =>
    breaker === 'closed' ? 0 : 1,
  );
  read('bazaar_subgraph_calls_running', 'Calls to a subgraph that run now.', ({ running }) => running);
  read('bazaar_subgraph_retries_total', 'Calls that were made once more.', ({ retried }) => retried, 'counter');
  metrics.read({ name: 'bazaar_subgraph_address_out', help: 'Whether an address of a subgraph is left out now.' }, () =>
    calls.states().flatMap(({ service, addresses }) =>
      addresses.map(({ url, isOut }) => ({
        labels: { subgraph: service, address: new URL(url).host },
        value: isOut ? 1 : 0,
      })),
    ),
  );
}
