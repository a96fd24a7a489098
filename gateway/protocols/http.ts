import type { IncomingMessage, ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER, requestIdIn } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { formatError, isOurFault } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';
import { TRACEPARENT_HEADER } from '#kernel/traceparent.ts';
import { UNAUTHORIZED } from '../authorization/authorize.ts';
import { type Execute, isStream, type OperationKind, type Result, type ResultStream } from '../execution/port.ts';
import { textOf } from '../execution/written.ts';
import { EXPLAIN_HEADER, Explanation } from '../explain/explanation.ts';
import type { Identity } from '../identity.ts';
import { HttpRefusal } from './httpRefusal.ts';
import { type Accepted, negotiate, type SingleType, type StreamType } from './negotiate.ts';
import { type AllowsOrigin, applyCors } from './origins.ts';
import { operationFromBody, operationFromUrl } from './readOperation.ts';
import { eventStream, type Framing, multipart, writeStream } from './streams.ts';

type Deps = {
  readonly execute: Execute;
  readonly identity: Identity;
  readonly allowsOrigin: AllowsOrigin;
  readonly logger: Logger;
  /** Aborted when the gateway stops: streams then end. */
  readonly signal: AbortSignal;
  /** Queries and mutations may ask how they are answered. */
  readonly explains?: boolean | undefined;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const framings: Record<StreamType, Framing> = { 'text/event-stream': eventStream, 'multipart/mixed': multipart };

/** GraphQL over HTTP: one result as JSON, or a stream of results as server-sent events or multipart. */
export const makeHttpHandler =
  (deps: Deps): Handler =>
  async (request, response) => {
    const requestId = requestIdIn(request.headers);
    response.setHeader(REQUEST_ID_HEADER, requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    try {
      if (applyCors(request, response, deps.allowsOrigin)) return;
      await serve(deps, request, response, requestId);
    } catch (error) {
      if (isOurFault(error)) deps.logger.error({ err: error, requestId });
      refuse(response, error, requestId);
    }
  };

async function serve(deps: Deps, request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
  const accepted = negotiate(request.headers.accept);
  const kinds = kindsOf(request, accepted);
  const { authorization } = request.headers;
  if (deps.identity.settle) await deps.identity.settle(authorization);
  const principal = deps.identity.identify(authorization);
  const asked = request.method === 'GET' ? operationFromUrl(request.url ?? '') : await operationFromBody(request);
  const operation = { ...asked, after: lastEventId(request) };
  const clientAddress = deps.identity.addressOf(request);
  const passedOn = deps.identity.passedOn?.(request.headers);
  const traceparent = request.headers[TRACEPARENT_HEADER] as string | undefined;
  const isExplained = deps.explains && request.headers[EXPLAIN_HEADER] !== undefined && accepted.single !== undefined;
  const explain = isExplained ? new Explanation() : undefined;
  const caller = { principal, authorization, requestId, clientAddress, passedOn, traceparent, kinds, explain };
  const result = await deps.execute(operation, caller);
  if (isStream(result)) return stream(response, result, accepted, deps.signal);
  if (accepted.single) return answer(response, result, accepted.single, request.method);
  return stream(response, only(result), accepted, deps.signal);
}

/** What a browser's EventSource says when it reconnects. */
const lastEventId = ({ headers }: IncomingMessage): string | undefined => {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** @throws HttpRefusal 405 for a method that carries no operation. */
function kindsOf(request: IncomingMessage, { stream: taken }: Accepted): readonly OperationKind[] {
  const { method } = request;
  if (method === 'POST') return taken ? ['query', 'mutation', 'subscription'] : ['query', 'mutation'];
  // An EventSource can only send GET. Nothing that such a link may carry changes anything.
  const byLink: OperationKind[] = taken === 'text/event-stream' ? ['subscription'] : [];
  if (isHashedLink(request)) byLink.push('query');
  if (method === 'GET' && byLink.length > 0) return byLink;
  const message = 'send operations by POST; GET is for subscriptions as text/event-stream, and for hashed queries';
  throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', message, { allow: 'POST, GET, OPTIONS' });
}

/**
 * A query by its hash may come as a link, which caches understand. As with Apollo Server it needs a header that a page of
 * another origin can't send without being asked first.
 */
const isHashedLink = ({ url = '', headers }: IncomingMessage): boolean =>
  /[?&]extensions=[^&]*persistedQuery/.test(url) &&
  (headers['apollo-require-preflight'] !== undefined || headers['x-apollo-operation-name'] !== undefined);

function answer(response: ServerResponse, result: Result, type: SingleType, method = 'POST'): void {
  const retryAfter = result.extensions?.['retryAfterSeconds'];
  if (typeof retryAfter === 'number') response.setHeader('retry-after', String(retryAfter));
  sayWhatMayBeKept(response, result, method);
  send(response, statusOf(result, type, method), `${type}; charset=utf-8`, result);
}

/** A query that came as a link may be kept on the way: what is wrong with it now never is. */
function sayWhatMayBeKept(response: ServerResponse, { errors, cacheControl }: Result, method: string): void {
  const told = errors && method === 'GET' ? 'no-store' : cacheControl;
  if (told === undefined) return;
  response.setHeader('cache-control', errors ? 'no-store' : told);
  // One operation has two content types, whatever else it depends on.
  response.setHeader('vary', 'origin, accept');
}

/** GraphQL over HTTP, section 6.4: with `application/json` any well-formed request is answered by 200. */
function statusOf({ errors, ...rest }: Result, type: SingleType, method: string): number {
  const extensions = errors?.[0]?.extensions;
  if ('data' in rest || !extensions) return 200;
  const { code, reason } = extensions;
  if (reason === 'OPERATION_KIND_NOT_ALLOWED') return method === 'GET' ? 405 : 406;
  if (code === 'UNAUTHENTICATED') return 401;
  if (code === 'RATE_LIMITED') return 429;
  if (code === UNAUTHORIZED) return reason === 'SIGN_IN_REQUIRED' ? 401 : 403;
  if (code === 'INTERNAL') return 500;
  if (code === 'UNAVAILABLE') return 503;
  return type === 'application/json' ? 200 : 400;
}

async function stream(
  response: ServerResponse,
  results: ResultStream | AsyncIterable<Result>,
  { stream: type }: Accepted,
  signal: AbortSignal,
): Promise<void> {
  const stop = () => response.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await writeStream(response, results, framings[type ?? 'text/event-stream']);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function* only(result: Result) {
  yield result;
}

function refuse(response: ServerResponse, error: unknown, requestId: string): void {
  if (response.headersSent) return void response.destroy();
  if (error instanceof HttpRefusal)
    for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
  // The rest of a body that was not read would be taken for the next request.
  if (error instanceof HttpRefusal && error.status === 413) response.setHeader('connection', 'close');
  const result = { errors: [formatError(error, requestId)] };
  send(response, refusalStatus(error), 'application/json; charset=utf-8', result);
}

function refusalStatus(error: unknown): number {
  if (error instanceof HttpRefusal) return error.status;
  return error instanceof AppError && error.code === 'UNAUTHENTICATED' ? 401 : 500;
}

function send(response: ServerResponse, status: number, contentType: string, result: Result): void {
  const body = textOf(result);
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': length });
  if (!response.socket) return void response.end(body);
  // Head and body as one string: Node would write an empty third part behind them, which makes it collect and copy parts.
  // ASCII is the same in both, and V8 takes three times as long to write it as UTF-8.
  response.write(body, length === body.length ? 'latin1' : 'utf8');
  response.socket.uncork();
  response.end();
}
