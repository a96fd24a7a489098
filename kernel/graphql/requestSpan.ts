import type { ServerResponse } from 'node:http';
import { traceIdFor } from '../traceparent.ts';
import { currentSpan, type Span, type Tracing } from '../tracing/span.ts';
import type { Call } from './call.ts';

/** A span for a request that has shown its credential, in the trace of its caller. It ends with the response. */
export function beginRequestSpan(
  tracing: Tracing,
  { requestId, traceparent, caller }: Call,
  response: ServerResponse,
): Span {
  const span = tracing.begin('POST /graphql', {
    kind: 'server',
    traceparent,
    traceId: traceIdFor(requestId),
    attributes: { 'http.request.method': 'POST', 'bazaar.caller': caller, 'bazaar.request_id': requestId },
  });
  response.once('close', () => {
    const { statusCode } = response;
    span.add({ 'http.response.status_code': statusCode });
    if (statusCode >= 500) span.fail(new Error(String(statusCode)));
    span.end();
  });
  return span;
}

/** By what is asked, which is known once the body is. */
export function nameSpan(body: unknown): void {
  const span = currentSpan();
  if (span?.isRecorded) span.rename(operationIn(body));
}

/** `query Basket`, as far as the operation has a name; a fetch of the gateway is named after its operation. */
function operationIn(body: unknown): string {
  const query: unknown = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  const begins =
    typeof query === 'string' ? /^\s*(query|mutation|subscription)\s*(\w*)/.exec(query.slice(0, 200)) : null;
  return begins ? `${begins[1]} ${begins[2]}`.trim() : 'query';
}
