import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { REQUEST_ID_HEADER, requestIdFrom, withCallContext } from '../callContext.ts';
import { refuseTooLate } from '../deadline.ts';
import { AppError } from '../errors.ts';
import type { Scope } from '../lifecycle.ts';
import { countRequests } from '../metrics/requestNumbers.ts';
import { withSpan } from '../tracing/span.ts';
import { type BaseContext, type Call, callOf, type Identify } from './call.ts';
import { formatError } from './formatError.ts';
import { jsonBody } from './jsonBody.ts';
import { beginRequestSpan, nameSpan } from './requestSpan.ts';

export type Route = (request: IncomingMessage, response: ServerResponse) => void;

type Served<Context extends BaseContext> = Identify & {
  readonly apollo: ApolloServer<Context>;
  readonly context: (call: Call) => Context;
};

/** Whether a request is for `/graphql`, whatever its query string. */
export const isForGraphql = ({ url = '' }: IncomingMessage): boolean => /^\/graphql\/?(\?|$)/.test(url);

/**
 * `POST /graphql`, on node's server itself: each request crosses several services, and a framework in between cost each of
 * them as much as Apollo Server does.
 */
export function graphqlRoute<Context extends BaseContext>(served: Served<Context>, scope: Scope): Route {
  const count = countRequests(scope.metrics);
  const { tracing } = scope;
  return (request, response) => {
    const beganAt = performance.now();
    response.once('finish', () => count(response, beganAt));
    const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    const refuse = (error: unknown) => refuseWith(error, requestId, { response, scope });
    try {
      const call = callOf(served, { ...request.headers, [REQUEST_ID_HEADER]: requestId });
      const work = () => void answer(served, call, request, response).catch(refuse);
      withCallContext(call, tracing ? () => withSpan(beginRequestSpan(tracing, call, response), work) : work);
    } catch (error) {
      refuse(error);
    }
  };
}

async function answer<Context extends BaseContext>(
  { apollo, context }: Served<Context>,
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') throw new AppError('BAD_USER_INPUT', 'METHOD_NOT_ALLOWED', 'use POST');
  const body = await jsonBody(request);
  nameSpan(body);
  // The body may have come slowly. From here on nothing that was begun is broken off.
  refuseTooLate(call.deadline);
  const answered = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: HEADERS, search: '', body },
    context: async () => context(call),
  });
  await send(answered, response);
}

/** All that Apollo Server has to see: who calls, and what about, was read before. */
const HEADERS = new HeaderMap([['content-type', 'application/json']]);

async function send({ status = 200, headers, body }: HTTPGraphQLResponse, response: ServerResponse): Promise<void> {
  if (body.kind === 'chunked') throw new AppError('INTERNAL', 'NO_PARTS', 'answers come in one piece');
  response.writeHead(status, { ...Object.fromEntries(headers), 'content-length': Buffer.byteLength(body.string) });
  response.end(body.string);
}

const STATUS_OF_REASON: Readonly<Record<string, number>> = {
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  CONTENT_TYPE_NOT_SUPPORTED: 415,
  CONTENT_ENCODING_NOT_SUPPORTED: 415,
};
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  BAD_USER_INPUT: 400,
  UNAVAILABLE: 503,
};

const statusOf = (error: unknown): number =>
  error instanceof AppError ? (STATUS_OF_REASON[error.reason] ?? STATUS_OF_CODE[error.code] ?? 500) : 500;

function refuseWith(
  error: unknown,
  requestId: string,
  { response, scope }: { response: ServerResponse; scope: Scope },
) {
  const status = statusOf(error);
  if (status === 500) scope.logger.error({ err: error, requestId }, 'a request failed');
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = JSON.stringify({ errors: [formatError(error, requestId)] });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
