import type { ServerResponse } from 'node:http';
import { currentRequestId, REQUEST_ID_HEADER } from '../callContext.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import { formatError } from '../graphql/formatError.ts';

/** HTTP status by code, where the reason doesn't say more. */
const BY_CODE: Record<ErrorCode, number> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  REFUSED: 409,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

const BY_REASON: Readonly<Record<string, number>> = {
  FILE_TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  METHOD_NOT_ALLOWED: 405,
};

export const ticketInvalid = (): AppError =>
  new AppError('FORBIDDEN', 'TICKET_INVALID', 'this ticket is unknown, used or too old: ask for a new one');

export const fileTooLarge = (maxBytes: number): AppError =>
  new AppError('BAD_USER_INPUT', 'FILE_TOO_LARGE', `a file must not have more than ${maxBytes} bytes`);

export const unsupportedType = (found: string | undefined, contentTypes: readonly string[]): AppError => {
  const what = found === undefined ? 'of no known type' : `a file of type ${found}`;
  return new AppError('BAD_USER_INPUT', 'UNSUPPORTED_TYPE', `this is ${what}; send one of ${contentTypes.join(', ')}`);
};

export const fileEmpty = (): AppError => new AppError('BAD_USER_INPUT', 'FILE_EMPTY', 'the file has no bytes');

export const uploadIncomplete = (cause: unknown): AppError =>
  new AppError('BAD_USER_INPUT', 'UPLOAD_INCOMPLETE', 'the file ended before its end', { cause });

export const noSuchFile = (): AppError => new AppError('NOT_FOUND', 'FILE_NOT_FOUND', 'there is no such file');

/** Answers in the one format. An answer that has begun is cut off: it must not look whole. */
export function answerRefusal(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const requestId = currentRequestId() ?? '';
  const status = error instanceof AppError ? (BY_REASON[error.reason] ?? BY_CODE[error.code]) : 500;
  const body = JSON.stringify({ errors: [formatError(error, requestId)] });
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      [REQUEST_ID_HEADER]: requestId,
    })
    .end(body);
}
