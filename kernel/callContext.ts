import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { TRACEPARENT_HEADER, traceIdOf, traceparentFrom, traceparentOf } from './traceparent.ts';
import { currentSpan, keepSpan } from './tracing/span.ts';

/** What travels with a request through every hop, events included. */
export type CallContext = {
  readonly requestId: string;
  /** The event, or the step of another service, that what is done now follows from. Missing where a person began it. */
  readonly causationId?: string | undefined;
  /** W3C trace context. Made from the request's id where the caller sent none. */
  readonly traceparent?: string | undefined;
  /** From when on the caller waits no more, on `performance.now()`'s clock. Missing where nobody has said. */
  readonly deadline?: number | undefined;
};

export const REQUEST_ID_HEADER = 'x-request-id';
export const CAUSATION_ID_HEADER = 'x-causation-id';

const storage = new AsyncLocalStorage<CallContext>();

export const withCallContext = <Result>(context: CallContext, work: () => Result): Result => storage.run(context, work);

/** `work`, to be done later and elsewhere, but still for the request or event being served now. */
export function keepCallContext<Result>(work: () => Result): () => Result {
  const context = storage.getStore();
  const traced = keepSpan(work);
  return context ? () => storage.run(context, traced) : traced;
}

/** The id of the request or event being served, or undefined outside of one. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** Goes along with every call and event. Undefined outside of a request or event. */
export function currentTraceparent(): string | undefined {
  const span = currentSpan();
  if (span) return span.traceparent;
  const context = storage.getStore();
  return context && (context.traceparent ?? traceparentOf(context.requestId));
}

/** From when on the caller of what is served now waits no more, on `performance.now()`'s clock. */
export const currentDeadline = (): number | undefined => storage.getStore()?.deadline;

/** What is recorded now follows from this: the id of an event, or of a step. Undefined where a person began it. */
export const currentCausationId = (): string | undefined => storage.getStore()?.causationId;

/** Does `work`, and whatever it asks others to do, as a consequence of an event or of a step. */
export const causedBy = <Result>(causationId: string, work: () => Result): Result =>
  storage.run({ requestId: randomUUID(), ...storage.getStore(), causationId }, work);

/** An id that another service sent; anything that does not look like one is dropped. */
export const causationIdFrom = (header: unknown): string | undefined =>
  typeof header === 'string' && /^[\w.:-]{8,120}$/.test(header) ? header : undefined;

/** A caller that says no id but a trace has the trace's. */
export function requestIdIn(headers: Readonly<Record<string, unknown>>): string {
  const id = headers[REQUEST_ID_HEADER];
  const traceparent = id === undefined ? traceparentFrom(headers[TRACEPARENT_HEADER]) : undefined;
  return traceparent === undefined ? requestIdFrom(id) : traceIdOf(traceparent);
}

/** A caller's id is kept when it is a plain short one, so that it can't forge log lines. */
export const requestIdFrom = (header: unknown): string =>
  typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
