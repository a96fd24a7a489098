import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { CALL_HEADER, isCallRefusal, type SignCall } from './auth/callCredential.ts';
import {
  CAUSATION_ID_HEADER,
  currentCausationId,
  currentRequestId,
  currentTraceparent,
  REQUEST_ID_HEADER,
} from './callContext.ts';
import { deadlineExceeded, TIME_LEFT_HEADER, timeLeftMs } from './deadline.ts';
import { AppError, isErrorCode, type Reason } from './errors.ts';
import { lookupAny } from './lookupAny.ts';
import { TRACEPARENT_HEADER } from './traceparent.ts';
import { currentSpan, during } from './tracing/span.ts';

/** A document that codegen checked against the callee's schema, with the types that go with it. */
export type TypedOperation<Data, Variables> = string & { readonly __types?: (variables: Variables) => Data };

/**
 * Calls another subgraph in this service's own name. Messages may reach clients, so they don't say which; causes do.
 * A query waits no longer than whoever is served now does, and tells the callee; what changes something is a step that
 * is never broken off for that. Whatever met nobody is sent again, to the next replica where there are several, since every
 * operation between services may be repeated.
 *
 * @throws AppError with the callee's code and reason; UNAVAILABLE (SERVICE_UNREACHABLE, SERVICE_TIMED_OUT,
 * DEADLINE_EXCEEDED); INTERNAL (SERVICE_FAILED, CALL_REFUSED: the callee does not take this service's credential).
 */
export type ServiceClient = <Data, Variables>(
  operation: TypedOperation<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

type Options = {
  readonly callee: string;
  /** Of each of its replicas, or the one that stands for all. */
  readonly urls: readonly string[];
  readonly sign: SignCall;
  readonly timeoutMs?: number;
};

type Answer = { data?: unknown; errors?: { message: string; extensions?: Record<string, unknown> }[] };

/** However busy, so that a replica that has come since gets its share. */
const LONGEST_USED_MS = 60_000;
const connections = new Agent({
  keepAliveTimeout: 30_000,
  connections: 50,
  clientTtl: LONGEST_USED_MS,
  connect: { lookup: lookupAny },
});
/** Before each time that a call which met nobody is sent again, on average: a replica that leaves is soon out of the name. */
const PAUSES_MS = [20, 100, 300];

export function makeServiceClient({ callee, urls, sign, timeoutMs = 5_000 }: Options): ServiceClient {
  const post = makePost(callee, urls);
  return async (operation, variables) => {
    const span = currentSpan()?.child(`ask ${callee} ${nameOf(operation)}`, 'client', { 'server.address': callee });
    return (await during(span, () => ask({ callee, post, sign, timeoutMs }, operation, variables))) as never;
  };
}

type Asking = { callee: string; post: Post; sign: SignCall; timeoutMs: number };

async function ask({ callee, post, sign, timeoutMs }: Asking, operation: string, variables: unknown) {
  const requestId = currentRequestId();
  const causationId = currentCausationId();
  const traceparent = currentTraceparent();
  const waitMs = waitFor(operation, timeoutMs);
  const headers = {
    'content-type': 'application/json',
    [CALL_HEADER]: sign(callee),
    ...(requestId && { [REQUEST_ID_HEADER]: requestId }),
    ...(traceparent && { [TRACEPARENT_HEADER]: traceparent }),
    ...(causationId && { [CAUSATION_ID_HEADER]: causationId }),
    ...(isQuery(operation) && { [TIME_LEFT_HEADER]: String(waitMs) }),
  };
  const body = JSON.stringify({ query: operation, variables });
  const { data, errors } = await post({ headers, body, waitMs, isHurried: waitMs < timeoutMs });
  if (errors?.[0]) throw errorFrom(callee, errors[0]);
  return data;
}

/** As `npm run codegen` writes documents. */
const isQuery = (operation: string): boolean => /^\s*query\b/.test(operation);

const nameOf = (operation: string): string => /^\s*\w+\s+(\w+)/.exec(operation)?.[1] ?? '';

/** @throws AppError UNAVAILABLE (DEADLINE_EXCEEDED) when no time is left to ask. */
function waitFor(operation: string, timeoutMs: number): number {
  const left = isQuery(operation) ? timeLeftMs() : undefined;
  if (left === 0) throw deadlineExceeded();
  return Math.min(timeoutMs, left ?? timeoutMs);
}

/** `isHurried`: it waits less than it would like to. */
type Letter = { headers: Record<string, string>; body: string; waitMs: number; isHurried: boolean };
type Post = (letter: Letter) => Promise<Answer>;

function makePost(callee: string, urls: readonly string[]): Post {
  const deliver = makeDeliver(urls);
  return async ({ headers, body, waitMs, isHurried }) => {
    const signal = AbortSignal.timeout(waitMs);
    try {
      return await deliver({ headers, body, signal });
    } catch (error) {
      if (signal.aborted && isHurried) throw deadlineExceeded(error);
      if (signal.aborted) throw unavailable('SERVICE_TIMED_OUT', `${callee} took over ${waitMs} ms`, error);
      throw unavailable('SERVICE_UNREACHABLE', `${callee} does not answer`, error);
    }
  };
}

/** Stays with the replica that answered last, and turns to the next when that meets nobody. */
function makeDeliver(urls: readonly string[]): (sent: Sent) => Promise<Answer> {
  let turn = 0;
  return async (sent) => {
    for (const pauseMs of PAUSES_MS) {
      const asked = turn;
      try {
        return await postOnce(urls[asked % urls.length] ?? '', sent);
      } catch (error) {
        if (sent.signal.aborted) throw error;
        if (turn === asked) turn += 1;
        await pause(pauseMs * (0.5 + Math.random()));
      }
    }
    return postOnce(urls[turn % urls.length] ?? '', sent);
  };
}

type Sent = Pick<Letter, 'headers' | 'body'> & { readonly signal: AbortSignal };

async function postOnce(url: string, { headers, body, signal }: Sent): Promise<Answer> {
  const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: connections });
  const answer = (await response.body.json()) as Answer;
  if (answer.data || answer.errors) return answer;
  throw new Error(`status ${response.statusCode} without a GraphQL response`);
}

function unavailable(reason: string, what: string, error: unknown): AppError {
  const message = 'a part of the shop does not answer at the moment: try again';
  return new AppError('UNAVAILABLE', reason, message, { cause: new Error(what, { cause: error }) });
}

function errorFrom(callee: string, { message, extensions = {} }: NonNullable<Answer['errors']>[number]): AppError {
  const { code, reason, reasons } = extensions;
  if (isCallRefusal(reason)) return new AppError('INTERNAL', 'CALL_REFUSED', `${callee}: ${message}`);
  if (!isErrorCode(code)) return new AppError('INTERNAL', 'SERVICE_FAILED', `${callee} failed: ${message}`);
  return new AppError(code, String(reason), message, { reasons: (reasons as Reason[] | undefined) ?? [] });
}
