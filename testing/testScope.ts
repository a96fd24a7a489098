import { Health } from '#kernel/health.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { makeLogger } from '#kernel/logging.ts';
import { Metrics } from '#kernel/metrics/metrics.ts';

/** A service's scope without a host: `stop` does what a host does when the service stops. */
export function testScope(name = 'test'): Scope & { stop(): Promise<void> } {
  const stopping = new AbortController();
  const releases = new AsyncDisposableStack();
  return {
    logger: makeLogger({ name, level: process.env['LOG_LEVEL'] ?? 'fatal', format: 'json' }),
    health: new Health(),
    metrics: new Metrics({ service: name }),
    leaving: stopping.signal,
    signal: stopping.signal,
    onStop: (release) => releases.defer(async () => void (await release())),
    stop: async () => {
      stopping.abort();
      await releases.disposeAsync();
    },
  };
}
