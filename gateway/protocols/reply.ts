import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import { UNAUTHORIZED } from '../authorization/authorize.ts';
import type { Result } from '../execution/port.ts';
import { textOf } from '../execution/written.ts';
import { HttpRefusal } from './httpRefusal.ts';
import type { SingleType } from './negotiate.ts';

/** An answer as a whole, before it is written. Nothing in the headers needs a look: no value can hold a line break. */
export type Reply = { readonly status: number; readonly headers: ReplyHeaders; readonly text: string };

export type ReplyHeaders = Readonly<Record<string, string>>;

/** What every answer says. */
export const headersForAll = (requestId: string): ReplyHeaders => ({
  [REQUEST_ID_HEADER]: requestId,
  'x-content-type-options': 'nosniff',
});

/** @param common headers that any answer to this request has. */
export function replyOf(result: Result, type: SingleType, common: ReplyHeaders, method = 'POST'): Reply {
  const contentType = CONTENT_TYPES[type];
  const status = statusOf(result, type, method);
  const text = textOf(result);
  const more = headersOf(result, method);
  const challenge = status === 401 ? SIGN_IN : undefined;
  return { status, headers: { ...common, ...more, ...challenge, 'content-type': contentType }, text };
}

/** RFC 6750, section 3: without a token nothing is said to be wrong with it. */
const SIGN_IN: ReplyHeaders = { 'www-authenticate': 'Bearer' };
const BAD_TOKEN: ReplyHeaders = { 'www-authenticate': 'Bearer error="invalid_token"' };

const CONTENT_TYPES: Readonly<Record<SingleType, string>> = {
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
};

/** A request that is turned away, or at which we failed. */
export function refusalOf(error: unknown, requestId: string, common: ReplyHeaders): Reply {
  const refusal = error instanceof HttpRefusal ? error : undefined;
  const status = refusalStatus(error);
  const headers = {
    ...common,
    ...refusal?.headers,
    ...(status === 401 && BAD_TOKEN),
    // The rest of a body that was not read would be taken for the next request.
    ...(status === 413 && { connection: 'close' }),
    'content-type': CONTENT_TYPES['application/json'],
  };
  return { status, headers, text: textOf({ errors: [formatError(error, requestId)] }) };
}

function headersOf(result: Result, method: string): ReplyHeaders | undefined {
  if (!result.extensions && result.cacheControl === undefined && !result.errors) return undefined;
  const retryAfter = result.extensions?.['retryAfterSeconds'];
  return {
    ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
    ...whatMayBeKept(result, method),
  };
}

/** A query that came as a link may be kept on the way: what is wrong with it now never is. */
function whatMayBeKept({ errors, cacheControl }: Result, method: string): ReplyHeaders | undefined {
  const told = errors && method === 'GET' ? 'no-store' : cacheControl;
  if (told === undefined) return undefined;
  // One operation has two content types, whatever else it depends on.
  return { 'cache-control': errors ? 'no-store' : told, vary: 'origin, accept' };
}

/** GraphQL over HTTP, section 6.4: with `application/json` any well-formed request is answered by 200. */
function statusOf(result: Result, type: SingleType, method: string): number {
  const extensions = result.errors?.[0]?.extensions;
  if (!extensions || 'data' in result) return 200;
  const { code, reason } = extensions;
  if (reason === 'OPERATION_KIND_NOT_ALLOWED') return method === 'GET' ? 405 : 406;
  if (code === 'UNAUTHENTICATED') return 401;
  if (code === 'RATE_LIMITED') return 429;
  if (code === UNAUTHORIZED) return reason === 'SIGN_IN_REQUIRED' ? 401 : 403;
  if (code === 'INTERNAL') return 500;
  if (code === 'UNAVAILABLE') return 503;
  return type === 'application/json' ? 200 : 400;
}

function refusalStatus(error: unknown): number {
  if (error instanceof HttpRefusal) return error.status;
  const code = error instanceof AppError ? error.code : undefined;
  return code === 'UNAUTHENTICATED' ? 401 : code === 'UNAVAILABLE' ? 503 : 500;
}
