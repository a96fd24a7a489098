import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestIdIn } from '#kernel/callContext.ts';
import { isOurFault } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';
import { TRACEPARENT_HEADER } from '#kernel/traceparent.ts';
import {
  type Caller,
  type Execute,
  isStream,
  type Operation,
  type OperationKind,
  type Result,
  type ResultStream,
} from '../execution/port.ts';
import { EXPLAIN_HEADER, Explanation } from '../explain/explanation.ts';
import type { Identity } from '../identity.ts';
import { HttpRefusal } from './httpRefusal.ts';
import { type Accepted, negotiate, type StreamType } from './negotiate.ts';
import { type AllowsOrigin, applyCors, corsHeaders } from './origins.ts';
import { checkContentType, operationFromText, operationFromUrl, readBody } from './readOperation.ts';
import { headersForAll, type Reply, type ReplyHeaders, refusalOf, replyOf } from './reply.ts';
import { eventStream, type Framing, multipart, writeStream } from './streams.ts';

export type HttpDeps = {
  readonly execute: Execute;
  readonly identity: Identity;
  readonly allowsOrigin: AllowsOrigin;
  readonly logger: Logger;
  /** Aborted when the gateway stops: streams then end. */
  readonly signal: AbortSignal;
  /** Queries and mutations may ask how they are answered. */
  readonly explains?: boolean | undefined;
  /** How large the body of a request may be. */
  readonly maxBodyBytes?: number | undefined;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const framings: Record<StreamType, Framing> = { 'text/event-stream': eventStream, 'multipart/mixed': multipart };

/** GraphQL over HTTP: one result as JSON, or a stream of results as server-sent events or multipart. */
export const makeHttpHandler =
  (deps: HttpDeps): Handler =>
  async (request, response) => {
    const requestId = requestIdIn(request.headers);
    let common = headersForAll(requestId);
    try {
      if (request.method === 'OPTIONS') return preflight(deps, request, response, common);
      common = { ...common, ...corsHeaders(request, deps.allowsOrigin) };
      await serve(deps, request, response, { requestId, common });
    } catch (error) {
      if (isOurFault(error)) deps.logger.error({ err: error, requestId });
      if (response.headersSent) response.destroy();
      else write(response, refusalOf(error, requestId, common));
    }
  };

/** A POST that has come as a whole, and wants one answer. */
export type WholeRequest = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly body: string;
};

/** The same for requests of which nothing is left to read. Undefined for one that may be answered by a stream. It never rejects. */
export type AnswerWhole = (request: WholeRequest) => Promise<Reply> | undefined;

export const makeAnswerWhole =
  (deps: HttpDeps): AnswerWhole =>
  (request) => {
    const accepted = acceptedBy(request);
    return accepted?.single && !accepted.stream ? answerWhole(deps, request, accepted) : undefined;
  };

function acceptedBy({ headers }: WholeRequest): Accepted | undefined {
  try {
    return negotiate(headers.accept);
  } catch {
    // Whoever takes it instead says why.
    return undefined;
  }
}

async function answerWhole(deps: HttpDeps, request: WholeRequest, accepted: Accepted): Promise<Reply> {
  const requestId = requestIdIn(request.headers);
  let common = headersForAll(requestId);
  try {
    common = { ...common, ...corsHeaders(request, deps.allowsOrigin) };
    const { authorization } = request.headers;
    if (deps.identity.settle) await deps.identity.settle(authorization);
    const principal = deps.identity.identify(authorization);
    checkContentType(request.headers);
    const asked = operationFromText(request.body);
    const caller = callerOf(deps, request, { principal, authorization, requestId, kinds: IN_ONE_ANSWER, accepted });
    const result = await deps.execute({ ...asked, after: lastEventId(request) }, caller);
    if (isStream(result) || !accepted.single) throw new Error('a stream for whoever wants one answer');
    return replyOf(result, accepted.single, common);
  } catch (error) {
    if (isOurFault(error)) deps.logger.error({ err: error, requestId });
    return refusalOf(error, requestId, common);
  }
}

const IN_ONE_ANSWER: readonly OperationKind[] = ['query', 'mutation'];

function preflight(
  { allowsOrigin }: HttpDeps,
  request: IncomingMessage,
  response: ServerResponse,
  common: ReplyHeaders,
): void {
  for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
  applyCors(request, response, allowsOrigin);
}

type Answering = { readonly requestId: string; readonly common: ReplyHeaders };

async function serve(
  deps: HttpDeps,
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, common }: Answering,
): Promise<void> {
  const accepted = negotiate(request.headers.accept);
  const kinds = kindsOf(request, accepted);
  const { authorization } = request.headers;
  if (deps.identity.settle) await deps.identity.settle(authorization);
  const principal = deps.identity.identify(authorization);
  const asked = await operationIn(request, deps.maxBodyBytes);
  const caller = callerOf(deps, request, { principal, authorization, requestId, kinds, accepted });
  const result = await deps.execute({ ...asked, after: lastEventId(request) }, caller);
  if (!isStream(result) && accepted.single) {
    return write(response, replyOf(result, accepted.single, common, request.method));
  }
  for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
  return stream(response, isStream(result) ? result : only(result), accepted, deps.signal);
}

async function operationIn(request: IncomingMessage, maxBodyBytes: number | undefined): Promise<Operation> {
  if (request.method === 'GET') return operationFromUrl(request.url ?? '');
  checkContentType(request.headers);
  return operationFromText(await readBody(request, maxBodyBytes));
}

type Known = Pick<Caller, 'principal' | 'authorization' | 'requestId' | 'kinds'> & { readonly accepted: Accepted };

function callerOf(
  { identity, explains }: HttpDeps,
  request: Pick<WholeRequest, 'headers' | 'socket'>,
  { principal, authorization, requestId, kinds, accepted }: Known,
): Caller {
  const { headers } = request;
  const clientAddress = identity.addressOf(request);
  const passedOn = identity.passedOn?.(headers);
  const traceparent = headers[TRACEPARENT_HEADER] as string | undefined;
  const isExplained = explains && headers[EXPLAIN_HEADER] !== undefined && accepted.single !== undefined;
  const explain = isExplained ? new Explanation() : undefined;
  return {
    principal,
    authorization,
    requestId,
    clientAddress,
    passedOn,
    forAll: undefined,
    traceparent,
    kinds,
    explain,
  };
}

/** What a browser's EventSource says when it reconnects. */
const lastEventId = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined => {
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
  const message =
    'send operations by POST; GET is for subscriptions as text/event-stream, and for hashed queries with the header ' +
    'apollo-require-preflight';
  throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', message, { allow: 'POST, GET, OPTIONS' });
}

/**
 * A query by its hash may come as a link, which caches understand. As with Apollo Server it needs a header that a page of
 * another origin can't send without being asked first.
 */
const isHashedLink = ({ url = '', headers }: IncomingMessage): boolean =>
  /[?&]extensions=[^&]*persistedQuery/.test(url) &&
  (headers['apollo-require-preflight'] !== undefined || headers['x-apollo-operation-name'] !== undefined);

async function stream(
  response: ServerResponse,
  results: ResultStream | AsyncIterable<Result>,
  { stream: type }: Accepted,
  signal: AbortSignal,
): Promise<void> {
  const stop = () => response.destroy();
  if (signal.aborted) stop();
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

function write(response: ServerResponse, { status, headers, text }: Reply): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { ...headers, 'content-length': length });
  if (!response.socket) return void response.end(text);
  // Head and body as one string: Node would write an empty third part behind them, which makes it collect and copy parts.
  // ASCII is the same in both, and V8 takes three times as long to write it as UTF-8.
  response.write(text, length === text.length ? 'latin1' : 'utf8');
  response.socket.uncork();
  response.end();
}
