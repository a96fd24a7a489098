import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isCallRefusal } from '#kernel/auth/callCredential.ts';
import { AppError, isErrorCode, isRetryableCode, type Reason } from '#kernel/errors.ts';
import { type ErrorExtensions, formatError } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';

/** Several errors that end an operation as a whole. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly errors: readonly (Error | SubgraphError)[];

  constructor(errors: readonly (Error | SubgraphError)[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.errors = errors;
  }
}

type Path = readonly (string | number)[];

/** The parts of a subgraph's error that may go on to the client. */
export class SubgraphError {
  readonly message: string;
  readonly extensions: Omit<ErrorExtensions, 'requestId'> & { readonly service?: string };
  /** In the subgraph's own response. */
  readonly path: Path | undefined;
  /** In the client's response, where it is known already. */
  readonly place: Path | undefined;
  /** What the subgraph said, where clients are told nothing of it. */
  readonly hidden: string | undefined;

  constructor(message: string, extensions: SubgraphError['extensions'], path?: Path, place?: Path, hidden?: string) {
    this.message = message;
    this.extensions = extensions;
    this.path = path;
    this.place = place;
    this.hidden = hidden;
  }

  at(place: Path): SubgraphError {
    return new SubgraphError(this.message, this.extensions, this.path, place, this.hidden);
  }
}

const MASKED = formatError(undefined, '').message;
const NOTHING_TOLD = { code: 'INTERNAL', reason: 'INTERNAL', retryable: false, reasons: [] };
/** Entries that one result puts into the log: a list may have an error for each item. */
const MOST_LOGGED = 10;
const CATCH_ALLS: readonly string[] = ['INTERNAL_SERVER_ERROR', 'INTERNAL'];

/**
 * Reads one entry of a subgraph's `errors`. A code of its own passes, with its message; without one, or with the
 * catch-all of a GraphQL server, the message may tell anything and is masked. A refusal of the gateway's own credential
 * is masked too: no client can do anything about it. Stacks and other extensions stay here.
 */
export function readSubgraphError(raw: unknown): SubgraphError {
  const { message, path, extensions } = asRecord(raw);
  const { code, reason, retryable, reasons } = asRecord(extensions);
  const at = Array.isArray(path) ? path.filter((key) => typeof key === 'string' || typeof key === 'number') : undefined;
  // Operators hear of a refusal of the gateway itself where it comes in.
  if (isCallRefusal(reason)) return new SubgraphError(MASKED, NOTHING_TOLD, at);
  if (typeof code !== 'string' || CATCH_ALLS.includes(code)) {
    return new SubgraphError(MASKED, NOTHING_TOLD, at, undefined, typeof message === 'string' ? message : undefined);
  }
  const known = {
    code,
    reason: typeof reason === 'string' ? reason : code,
    retryable: typeof retryable === 'boolean' ? retryable : isErrorCode(code) && isRetryableCode(code),
    reasons: Array.isArray(reasons) ? reasons.filter(isReason) : [],
  };
  return new SubgraphError(typeof message === 'string' ? message : code, known, at);
}

/** Why a subgraph does not take the gateway's own credential, if that is what its answer says. */
export function callRefusalIn(body: unknown): unknown {
  const { errors } = asRecord(body);
  const reasons = Array.isArray(errors) ? errors.map((raw) => asRecord(asRecord(raw)['extensions'])['reason']) : [];
  return reasons.find(isCallRefusal);
}

/** The error of a subgraph that did not answer: it names the service, never its address. */
export const unavailable = (service: string): SubgraphError =>
  new SubgraphError(`the ${service} service does not answer`, {
    code: 'UNAVAILABLE',
    reason: 'SUBGRAPH_UNAVAILABLE',
    retryable: true,
    reasons: [],
    service,
  });

export const REFUSED_REQUEST = 'SUBGRAPH_REFUSED';

/** The error of a subgraph that is there, but turned one request away before its GraphQL server saw it. */
export const notTaken = (service: string): SubgraphError =>
  new SubgraphError(`the ${service} service does not take what it was asked`, {
    code: 'INTERNAL',
    reason: REFUSED_REQUEST,
    retryable: false,
    reasons: [],
    service,
  });

/** The error of a subgraph that did not answer before a deadline that is no measure of it. */
export const tooLate = (service: string): SubgraphError =>
  new SubgraphError(`the ${service} service has not answered in time`, {
    code: 'UNAVAILABLE',
    reason: 'DEADLINE_EXCEEDED',
    retryable: true,
    reasons: [],
    service,
  });

/** Any failure for the client, in the one format. */
export function formatFailure(error: unknown, requestId: string): GraphQLFormattedError {
  const origin: unknown = error instanceof GraphQLError ? error.originalError : error;
  if (!(origin instanceof SubgraphError)) return formatError(error, requestId);
  const path = origin.place ?? (error instanceof GraphQLError ? error.path : origin.path);
  return {
    message: origin.message,
    ...(path && path.length > 0 && { path }),
    extensions: { ...origin.extensions, requestId },
  };
}

/** All that is wrong with something that failed as a whole. */
export const failuresOf = (thrown: unknown, requestId: string): GraphQLFormattedError[] =>
  (thrown instanceof Refused ? thrown.errors : [thrown]).map((error) => formatFailure(error, requestId));

/** Tells operators what clients are not told. A subgraph that tells nothing itself has its own log. */
export function logHidden(errors: readonly unknown[], requestId: string, logger: Logger): void {
  const told = errors.filter((error) => error instanceof SubgraphError);
  const hidden = told.filter((error) => error.hidden !== undefined && error.hidden !== MASKED);
  for (const { hidden: reason, place, path } of hidden.slice(0, MOST_LOGGED))
    logger.error({ reason, path: place ?? path, requestId }, 'a subgraph failed');
}

/** Whether it came out of the gateway itself, so that an operator must hear of it. */
export const isUnexpected = (error: unknown): boolean => {
  const origin: unknown = error instanceof GraphQLError ? error.originalError : error;
  if (origin instanceof SubgraphError || error instanceof Refused) return false;
  if (origin instanceof AppError) return origin.code === 'INTERNAL';
  return !(error instanceof GraphQLError && error.extensions['code'] !== undefined);
};

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isReason = (value: unknown): value is Reason => {
  const { message, param } = asRecord(value);
  return typeof message === 'string' && typeof param === 'string';
};
