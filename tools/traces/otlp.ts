import { z } from 'zod';

/** What is shown of a span. Times in milliseconds since 1970, with fractions. */
export type TracedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly service: string;
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Why it failed, where it did. */
  readonly failure: string | undefined;
  /** Trace ids of what else it has to do with. */
  readonly linkedTraces: readonly string[];
};

const value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.coerce.string() }).transform(({ intValue }) => intValue),
  z.object({ doubleValue: z.coerce.string() }).transform(({ doubleValue }) => doubleValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => String(boolValue)),
  z.object({}).transform(() => ''),
]);

const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform(
    (all): Readonly<Record<string, string>> => Object.fromEntries(all.map(({ key, value: text }) => [key, text])),
  );

const nanoseconds = z.coerce.bigint().transform((ns) => Number(ns / 1_000n) / 1_000);

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  status: z.object({ code: z.number().optional(), message: z.string().optional() }).default({}),
  links: z.array(z.object({ traceId: z.string() })).default([]),
});

/** The part of OTLP that we look at: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. */
const request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

const FAILED = 2;

/** @throws ZodError for a body that is no export of traces. */
export const spansIn = (body: unknown): TracedSpan[] =>
  request.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((each) => ({
        traceId: each.traceId,
        spanId: each.spanId,
        parentId: each.parentSpanId || undefined,
        service: resource.attributes['service.name'] ?? '',
        name: each.name,
        startedAt: each.startTimeUnixNano,
        endedAt: each.endTimeUnixNano,
        attributes: each.attributes,
        failure: each.status.code === FAILED ? (each.status.message ?? 'failed') : undefined,
        linkedTraces: each.links.map(({ traceId }) => traceId),
      })),
    ),
  );
