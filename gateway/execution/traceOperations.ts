import type { OperationDefinitionNode } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { TRACEPARENT_HEADER, traceIdFor, traceIdOf, traceparentFrom } from '#kernel/traceparent.ts';
import { during, type Span, type Tracing } from '#kernel/tracing/span.ts';
import type { Caller, Execute } from './port.ts';
import type { CallSubgraph, SubgraphAnswer } from './subgraphClient.ts';

/**
 * Each operation is a span, with what it does as its children. Its trace has the id of the request, which every log line and
 * error tells; a client's own trace goes on where its id is that one, and is linked to otherwise.
 */
export const traceOperations =
  (execute: Execute, tracing: Tracing): Execute =>
  async (operation, caller) => {
    const span = begin(tracing, caller);
    if (!span.isRecorded) return execute(operation, { ...caller, span });
    try {
      const result = await execute(operation, { ...caller, span });
      if ('errors' in result && result.errors?.[0]) span.fail(failureOf(result.errors[0].extensions));
      return result;
    } finally {
      span.end();
    }
  };

function begin(tracing: Tracing, { requestId, traceparent: sent }: Caller): Span {
  const traceId = traceIdFor(requestId);
  const theirs = traceparentFrom(sent);
  const goesOn = theirs !== undefined && traceIdOf(theirs) === traceId;
  return tracing.begin('operation', {
    kind: 'server',
    traceId,
    isForeign: true,
    ...(goesOn && { traceparent: theirs }),
    ...(theirs !== undefined && !goesOn && { links: [theirs] }),
    attributes: { 'bazaar.request_id': requestId },
  });
}

const failureOf = (extensions: Readonly<Record<string, unknown>> = {}): AppError =>
  new AppError('INTERNAL', String(extensions['reason'] ?? extensions['code']), '');

/** As tracing tools show it: `query Basket`. */
export function nameOperation(span: Span, { operation, name }: OperationDefinitionNode): void {
  span.rename(name ? `${operation} ${name.value}` : operation);
  span.add({ 'graphql.operation.type': operation, ...(name && { 'graphql.operation.name': name.value }) });
}

/** At once where the plan is known. */
export const tracedPlan = <Plan>(span: Span, plan: () => Plan | Promise<Plan>): Promise<Plan> =>
  during(span.child('plan'), async () => plan());

/** An event of a subscription, within the trace of the request that asked for it. */
export function tracedEvent<Completed>(span: Span, complete: (span: Span) => Promise<Completed>): Promise<Completed> {
  const event = span.child('event', 'consumer');
  return during(event, () => complete(event));
}

/** For streams, which hear of the trace but are no part of it that ends. */
export const tracedHeaders = (span: Span | undefined, headers: Readonly<Record<string, string>>) =>
  span ? { ...headers, [TRACEPARENT_HEADER]: span.traceparent } : headers;

/** One call to a subgraph, which hears of the span that it is part of. */
export function tracedCall(span: Span, call: CallSubgraph): CallSubgraph {
  return (where, request) => {
    const { service, headers } = where;
    const fetch = span.child(`fetch ${service}`, 'client', { 'bazaar.subgraph': service });
    return during(fetch, async () => {
      const answer = await call(
        { ...where, headers: { ...headers, [TRACEPARENT_HEADER]: fetch.traceparent } },
        request,
      );
      noteErrors(fetch, answer);
      return answer;
    });
  };
}

function noteErrors(span: Span, { errors }: SubgraphAnswer): void {
  const extensions = errors?.[0]?.extensions;
  if (extensions) span.fail(failureOf(extensions));
}
