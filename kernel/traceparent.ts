import { createHash, randomUUID } from 'node:crypto';

/** https://www.w3.org/TR/trace-context/#traceparent-header: version, trace id, parent id and flags, in lower-case hex. */
const FORMAT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const SAMPLED = '01';
const NOT_SAMPLED = '00';

export const TRACEPARENT_HEADER = 'traceparent';

/** A header that another service sent; anything that the standard does not allow is dropped. */
export const traceparentFrom = (header: unknown): string | undefined =>
  typeof header === 'string' && FORMAT.test(header) ? header : undefined;

/**
 * The trace of a request that has none yet. Its id follows from the request's: all that the request causes falls into one
 * trace without anybody having to remember it, and where the request id is a UUID the two are the same but for dashes.
 */
export function traceparentOf(requestId: string): string {
  return traceparentWith(traceIdFor(requestId), newSpanId(), true);
}

/** 32 hex digits. */
export function traceIdFor(requestId: string): string {
  const plain = requestId.replaceAll('-', '').toLowerCase();
  const isTraceId = /^(?!0{32})[0-9a-f]{32}$/.test(plain);
  return isTraceId ? plain : createHash('sha256').update(requestId).digest('hex').slice(0, 32);
}

/** @param traceId 32 and @param spanId 16 hex digits. */
export const traceparentWith = (traceId: string, spanId: string, isRecorded: boolean): string =>
  `00-${traceId}-${spanId}-${isRecorded ? SAMPLED : NOT_SAMPLED}`;

/** Whether whoever sent it records the trace. */
export const isSampled = (traceparent: string): boolean => (Number.parseInt(traceparent.slice(53), 16) & 1) === 1;

/** For logs: what a tracing tool is asked for. */
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);

/** Of the span that sent it. */
export const parentIdOf = (traceparent: string): string => traceparent.slice(36, 52);

/** 16 random digits of a UUID, which Node makes many times faster than single random bytes. All zeros would mean "none". */
export function newSpanId(): string {
  const uuid = randomUUID();
  const id = uuid.slice(0, 8) + uuid.slice(-8);
  return /^0+$/.test(id) ? newSpanId() : id;
}
