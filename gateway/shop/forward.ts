import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Agent, type Dispatcher, errors } from 'undici';
import { drainRest } from '#kernel/drainRest.ts';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { lookupAny } from '#kernel/lookupAny.ts';
import type { TakenAddress } from '../resilience/addresses.ts';
import { headersForClient, headersForService } from './publicHeaders.ts';

export type Timeouts = {
  /** Until the service begins to answer, in milliseconds; a body that is still on its way doesn't count. */
  readonly answerMs: number;
  /** How long an answer may stand still. */
  readonly silenceMs: number;
};

const usualTimeouts: Timeouts = { answerMs: 30_000, silenceMs: 120_000 };

/** The connections on which requests are passed on: keep-alive, pooled per service. */
export const makeForwardConnections = ({ answerMs, silenceMs } = usualTimeouts): Agent =>
  new Agent({
    connections: 100,
    pipelining: 1,
    headersTimeout: answerMs,
    bodyTimeout: silenceMs,
    connect: { lookup: lookupAny },
  });

/** Where a request goes, and for whom. */
export type Destination = {
  readonly service: string;
  /** Such as `http://127.0.0.1:4002`. */
  readonly origin: string;
  /** Told whether somebody is there. */
  readonly ended: TakenAddress['ended'];
  readonly requestId: string;
  readonly clientAddress: string | undefined;
};

type Refuse = (status: 502 | 504, error: AppError) => void;

/**
 * Sends a request on to a service and its answer back, both as streams: method, path, body and status unchanged. When
 * either side leaves, so does the other.
 *
 * @param refuse is called when there is no answer to pass on: UNAVAILABLE (SERVICE_UNAVAILABLE, SERVICE_TIMEOUT).
 */
export async function forward(
  connections: Dispatcher,
  { request, response, to, logger, refuse }: Passed,
): Promise<void> {
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  drainRest(request, response);
  try {
    const answer = await connections.request({
      origin: to.origin,
      path: request.url ?? '/',
      method: (request.method ?? 'GET') as Dispatcher.HttpMethod, // a server's parser takes no other
      headers: headersForService(request.headers, to),
      body: bodyOf(request),
      signal: leaving.signal,
    });
    to.ended('succeeded');
    // Some headers are the gateway's already, and `vary` is both sides'.
    for (const [name, value] of Object.entries(headersForClient(answer.headers))) response.appendHeader(name, value);
    response.writeHead(answer.statusCode);
    response.flushHeaders();
    await pipeline(answer.body, response);
  } catch (error) {
    if (!response.headersSent) to.ended(leaving.signal.aborted ? 'saidNothing' : 'failed');
    if (!leaving.signal.aborted) fail({ request, response, to, logger, refuse }, error);
  }
}

function fail({ response, to, logger, refuse }: Passed, error: unknown): void {
  const { service, requestId } = to;
  logger.warn({ service, requestId, reason: messageOf(error) }, 'a request was not passed on');
  if (response.headersSent) return void response.destroy();
  const isLate = error instanceof errors.HeadersTimeoutError || error instanceof errors.ConnectTimeoutError;
  if (isLate) refuse(504, unavailable('SERVICE_TIMEOUT', `${service} takes too long to answer`));
  else refuse(502, unavailable('SERVICE_UNAVAILABLE', `${service} is not available`));
}

type Passed = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly to: Destination;
  readonly logger: Logger;
  readonly refuse: Refuse;
};

const unavailable = (reason: string, message: string) => new AppError('UNAVAILABLE', reason, message);

/** A stream between: undici destroys what it could not send to its end, and the client's connection must outlive that. */
function bodyOf(request: IncomingMessage): Readable | null {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return null;
  const body = new PassThrough();
  request.once('aborted', () => body.destroy());
  // What undici did with it, the answer says.
  body.once('error', () => undefined);
  return request.pipe(body);
}
