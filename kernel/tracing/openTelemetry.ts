import { randomUUID } from 'node:crypto';
import {
  type Span as ApiSpan,
  SpanKind as Kind,
  ROOT_CONTEXT,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BasicTracerProvider, type IdGenerator } from '@opentelemetry/sdk-trace-base';
import { AppError } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { isSampled, newSpanId, parentIdOf, traceIdOf, traceparentWith } from '../traceparent.ts';
import { makeSampling } from './sampling.ts';
import type { Attributes, Beginning, Span, SpanKind, Tracing } from './span.ts';
import { SpanQueue } from './spanQueue.ts';
import type { TracingConfig } from './variables.ts';
import { makeWallClock } from './wallClock.ts';

const TIMEOUT_MS = 5_000;
// The SDK's own has whole milliseconds only, in which half of a trace begins at the same moment.
const now = makeWallClock();

type Options = {
  /** As tracing tools will call it. */
  readonly service: string;
  readonly endpoint: string;
  readonly config: TracingConfig;
  readonly logger: Logger;
};

/** Traces by OpenTelemetry's SDK, sent over OTLP/HTTP. Nothing is patched: spans begin where the code says so. */
export function openTelemetry({ service, endpoint, config, logger }: Options): Tracing {
  const { OTEL_EXPORTER_OTLP_HEADERS: headers = {}, OTEL_BSP_SCHEDULE_DELAY: delayMs } = config;
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: TIMEOUT_MS });
  const queue = new SpanQueue({ exporter, delayMs, logger });
  const ids = new GivenTraceIds();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'bazaar' }),
    sampler: new AlwaysOnSampler(), // those that are not recorded never get this far
    idGenerator: ids,
    spanProcessors: [queue],
  });
  const tracer = provider.getTracer('bazaar');
  const mayRecord = makeSampling(config.OTEL_TRACES_SAMPLER, config.OTEL_TRACES_SAMPLER_ARG);
  return {
    begin: (name, beginning) => {
      const { traceparent: parent, isForeign = false } = beginning;
      const traceId = parent ? traceIdOf(parent) : (beginning.traceId ?? randomUUID().replaceAll('-', ''));
      if (mayRecord({ traceId, parent, isForeign })) return begun(tracer, name, beginning, () => ids.give(traceId));
      const isTold = parent !== undefined && !isSampled(parent);
      return new UnrecordedSpan(isTold ? parent : traceparentWith(traceId, newSpanId(), false));
    },
    counts: () => queue.counts(),
    stop: () => provider.shutdown(),
  };
}

function begun(tracer: Tracer, name: string, beginning: Beginning, giveId: () => void): Span {
  const { kind, traceparent, links = [], attributes = {} } = beginning;
  const context = traceparent ? trace.setSpanContext(ROOT_CONTEXT, remote(traceparent)) : ROOT_CONTEXT;
  if (!traceparent) giveId();
  const options = {
    kind: kinds[kind],
    attributes,
    links: links.map((link) => ({ context: remote(link) })),
    startTime: now(),
  };
  return new RecordedSpan(tracer, tracer.startSpan(name, options, context));
}

const remote = (traceparent: string) => ({
  traceId: traceIdOf(traceparent),
  spanId: parentIdOf(traceparent),
  traceFlags: 1,
  isRemote: true,
});

const kinds: Readonly<Record<SpanKind, Kind>> = {
  internal: Kind.INTERNAL,
  server: Kind.SERVER,
  client: Kind.CLIENT,
  producer: Kind.PRODUCER,
  consumer: Kind.CONSUMER,
};

/** The SDK has no other way to say which trace begins. */
class GivenTraceIds implements IdGenerator {
  #next = '';

  give(traceId: string): void {
    this.#next = traceId;
  }

  generateTraceId(): string {
    return this.#next;
  }

  generateSpanId(): string {
    return newSpanId();
  }
}

class RecordedSpan implements Span {
  readonly isRecorded = true;
  readonly #tracer: Tracer;
  readonly #span: ApiSpan;

  constructor(tracer: Tracer, span: ApiSpan) {
    this.#tracer = tracer;
    this.#span = span;
  }

  get traceparent(): string {
    const { traceId, spanId } = this.#span.spanContext();
    return traceparentWith(traceId, spanId, true);
  }

  child(name: string, kind: SpanKind = 'internal', attributes: Attributes = {}): Span {
    const within = trace.setSpan(ROOT_CONTEXT, this.#span);
    return new RecordedSpan(
      this.#tracer,
      this.#tracer.startSpan(name, { kind: kinds[kind], attributes, startTime: now() }, within),
    );
  }

  rename(name: string): void {
    this.#span.updateName(name);
  }

  add(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  fail(error: unknown): void {
    const type = error instanceof AppError ? error.reason : error instanceof Error ? error.name : 'unknown';
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message: type });
    this.#span.setAttribute('error.type', type);
  }

  end(): void {
    this.#span.end(now());
  }
}

/** Says so to whoever is asked or told next, and to nobody else. */
class UnrecordedSpan implements Span {
  readonly isRecorded = false;
  readonly traceparent: string;

  constructor(traceparent: string) {
    this.traceparent = traceparent;
  }

  child(): Span {
    return this;
  }

  rename(): void {}
  add(): void {}
  fail(): void {}
  end(): void {}
}
