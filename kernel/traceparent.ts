import { createHash, randomUUID } from 'node:crypto';

/** https://www.w3.org/TR/trace-context/#traceparent-header: version, trace id, parent id and flags, in lower-case hex. */
const FORMAT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const SAMPLED = '01';

export const TRACEPARENT_HEADER = 'traceparent';

/** A header that another service sent; anything that the standard does not allow is dropped. */
export const traceparentFrom = (header: unknown): string | undefined =>
  typeof header === 'string' && FORMAT.test(header) ? header : undefined;

/**
 * The trace of a request that has none yet. Its id follows from the request's: all that the request causes falls into one
 * trace without anybody having to remember it, and where the request id is a UUID the two are the same but for dashes.
 */
export function traceparentOf(requestId: string): string {
  const plain = requestId.replaceAll('-', '').toLowerCase();
  const isTraceId = /^(?!0{32})[0-9a-f]{32}$/.test(plain);
  const traceId = isTraceId ? plain : createHash('sha256').update(requestId).digest('hex').slice(0, 32);
  return `00-${traceId}-${spanId()}-${SAMPLED}`;
}

/** For logs: what a tracing tool is asked for. */
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);

/** 16 random digits of a UUID, which Node makes many times faster than single random bytes. All zeros would mean "none". */
function spanId(): string {
  const uuid = randomUUID();
  const id = uuid.slice(0, 8) + uuid.slice(-8);
  return /^0+$/.test(id) ? spanId() : id;
}
