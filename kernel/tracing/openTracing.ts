import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Tracing } from './span.ts';
import type { TracingConfig } from './variables.ts';

/** Where traces go, or undefined when nobody wants any: then the SDK is not even loaded. */
export async function openTracing(
  service: string,
  config: TracingConfig,
  logger: Logger,
): Promise<Tracing | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = config;
  if (endpoint === undefined || config.OTEL_TRACES_SAMPLER === 'always_off') return undefined;
  const { openTelemetry } = await import('./openTelemetry.ts');
  return openTelemetry({ service, endpoint, config, logger });
}

/** Zero for a service that traces nothing. */
export function tracingMetrics(metrics: Metrics, tracing: Tracing | undefined): void {
  const delivered = {
    name: 'bazaar_trace_spans_delivered_total',
    help: 'Spans that were sent.',
    type: 'counter',
  } as const;
  metrics.read(delivered, () => tracing?.counts().delivered ?? 0);
  const dropped = {
    name: 'bazaar_trace_spans_dropped_total',
    help: 'Spans that were not sent: they came too fast (overflow), or nobody took them (undelivered).',
    type: 'counter',
  } as const;
  metrics.read(dropped, () => {
    const { overflowed = 0, undelivered = 0 } = tracing?.counts() ?? {};
    return [
      { labels: { reason: 'overflow' }, value: overflowed },
      { labels: { reason: 'undelivered' }, value: undelivered },
    ];
  });
}
