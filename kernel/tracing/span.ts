import { AsyncLocalStorage } from 'node:async_hooks';

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** No personal data: names, counts, ids and codes. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that is timed, and a place in its trace. */
export type Span = {
  /** W3C trace context, for the calls and events that follow from it. */
  readonly traceparent: string;
  /** Whether anybody will see it: what costs something to find out need not be found out otherwise. */
  readonly isRecorded: boolean;
  /** A part of it, which begins now. It may end later than the whole. */
  child(name: string, kind?: SpanKind, attributes?: Attributes): Span;
  rename(name: string): void;
  add(attributes: Attributes): void;
  /** By the error's reason or name: its message may tell of people. */
  fail(error: unknown): void;
  end(): void;
};

export type Beginning = {
  readonly kind: SpanKind;
  /** Of what it follows from; a trace of its own without it. */
  readonly traceparent?: string | undefined;
  /** The caller is a stranger: whether to record is not for them to say. */
  readonly isForeign?: boolean;
  /** Of a trace of its own: 32 hex digits. Random without it. */
  readonly traceId?: string;
  /** Traceparents of what else it has to do with. */
  readonly links?: readonly string[];
  readonly attributes?: Attributes;
};

/** Of the spans of one service, since its start. */
export type SpanCounts = {
  readonly delivered: number;
  /** They came faster than they could be sent. */
  readonly overflowed: number;
  /** Nobody took them. */
  readonly undelivered: number;
};

/** Where a service's work comes in from outside, spans begin; all others are children. */
export type Tracing = {
  begin(name: string, beginning: Beginning): Span;
  counts(): SpanCounts;
  /** Sends what is left, for about two seconds at most. */
  stop(): Promise<void>;
};

// Apart from the call context: what many share has a span, and nobody's request id.
const storage = new AsyncLocalStorage<Span>();

/** The one being worked on; undefined where nothing is traced. */
export const currentSpan = (): Span | undefined => storage.getStore();

export const withSpan = <Result>(span: Span, work: () => Result): Result => storage.run(span, work);

/** `work`, to be done later and elsewhere, but still for the current span. */
export function keepSpan<Result>(work: () => Result): () => Result {
  const span = storage.getStore();
  return span ? () => storage.run(span, work) : work;
}

/** Does `work` within the span and ends it; just does it where there is none. */
export async function during<Result>(span: Span | undefined, work: () => Promise<Result>): Promise<Result> {
  if (!span) return work();
  try {
    return await storage.run(span, work);
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}
