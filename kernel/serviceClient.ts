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
import { TRACEPARENT_HEADER } from './traceparent.ts';
import { currentSpan, during } from './tracing/span.ts';

/** A document that codegen checked against the callee's schema, with the types that go with it. */
export type TypedOperation<Data, Variables> = string & { readonly __types?: (variables: Variables) => Data };

/**
 * Calls another subgraph in this service's own name. Messages may reach clients, so they don't say which; causes do.
 * A query waits no longer than whoever is served now does, and tells the callee; what changes something is a step that
 * is never broken off for that.
 *
 * @throws AppError with the callee's code and reason; UNAVAILABLE (SERVICE_UNREACHABLE, SERVICE_TIMED_OUT,
 * DEADLINE_EXCEEDED); INTERNAL (SERVICE_FAILED, CALL_REFUSED: the callee does not take this service's credential).
 */
export type ServiceClient = <Data, Variables>(
  operation: TypedOperation<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

type Options = { callee: string; url: string; sign: SignCall; timeoutMs?: number };

type Answer = { data?: unknown; errors?: { message: string; extensions?: Record<string, unknown> }[] };

const connections = new Agent({ keepAliveTimeout: 30_000, connections: 50 });

export const makeServiceClient =
  (options: Options): ServiceClient =>
  async (operation, variables) => {
    const { callee } = options;
    const span = currentSpan()?.child(`ask ${callee} ${nameOf(operation)}`, 'client', { 'server.address': callee });
    return (await during(span, () => ask(options, operation, variables))) as never;
  };

async function ask({ callee, url, sign, timeoutMs = 5_000 }: Options, operation: string, variables: unknown) {
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
  const { data, errors } = await post(callee, url, { headers, body, waitMs, isHurried: waitMs < timeoutMs });
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
type Post = { headers: Record<string, string>; body: string; waitMs: number; isHurried: boolean };

async function post(callee: string, url: string, { headers, body, waitMs, isHurried }: Post): Promise<Answer> {
  const signal = AbortSignal.timeout(waitMs);
  try {
    const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: connections });
    const answer = (await response.body.json()) as Answer;
    if (answer.data || answer.errors) return answer;
    throw new Error(`status ${response.statusCode} without a GraphQL response`);
  } catch (error) {
    if (signal.aborted && isHurried) throw deadlineExceeded(error);
    if (signal.aborted) throw unavailable('SERVICE_TIMED_OUT', `${callee} took over ${waitMs} ms`, error);
    throw unavailable('SERVICE_UNREACHABLE', `${callee} does not answer`, error);
  }
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
