import type { RequestHandler } from 'express';
import { traceIdFor } from '../traceparent.ts';
import { currentSpan, type Tracing, withSpan } from '../tracing/span.ts';
import type { Call } from './call.ts';

/** A span for each request that has shown its credential, in the trace of its caller. */
export const traceRequest =
  (tracing: Tracing): RequestHandler =>
  (_request, response, next) => {
    const { requestId, traceparent, caller } = response.locals['call'] as Call;
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
    withSpan(span, next);
  };

/** Behind the body, which says what is asked. */
export const nameSpan: RequestHandler = (request, _response, next) => {
  const span = currentSpan();
  if (span?.isRecorded) span.rename(operationIn(request.body));
  next();
};

/** `query Basket`, as far as the operation has a name; a fetch of the gateway is named after its operation. */
function operationIn(body: unknown): string {
  const query: unknown = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  const begins =
    typeof query === 'string' ? /^\s*(query|mutation|subscription)\s*(\w*)/.exec(query.slice(0, 200)) : null;
  return begins ? `${begins[1]} ${begins[2]}`.trim() : 'query';
}
