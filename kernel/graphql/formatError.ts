import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { AppError, type Reason } from '../errors.ts';
import { isOutage } from '../mongo/isOutage.ts';

/** The one shape of `extensions` that every error of every service has. */
export type ErrorExtensions = {
  code: string;
  reason: string;
  retryable: boolean;
  reasons: readonly Reason[];
  requestId: string;
};

const MASKED = 'something went wrong on our side; the request id helps support to find it';
const AWAY = 'the shop can not be reached at the moment: try again';

/** The error behind a GraphQL error, however often it was wrapped. */
export function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

/**
 * Translates any error for the client. What is not an `AppError` that may be shown, an outage of the database, or
 * GraphQL's own complaint about the document, becomes INTERNAL with a message that tells nothing.
 */
export function formatError(error: unknown, requestId: string): GraphQLFormattedError {
  const cause = causeOf(error);
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  if (cause instanceof GraphQLError && isProtocolCode(cause.extensions['code'])) {
    return { message: cause.message, ...place, extensions: protocolExtensions(cause, variableOf(error), requestId) };
  }
  const { code, reason, retryable, reasons, exposed, message } = known(cause);
  const extensions: ErrorExtensions = { code, reason, retryable, reasons, requestId };
  return { message: exposed ? message : MASKED, ...place, extensions };
}

function known(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  // The driver's words name the server.
  if (isOutage(cause)) return new AppError('UNAVAILABLE', 'DATABASE_UNAVAILABLE', AWAY);
  return new AppError('INTERNAL', 'INTERNAL', MASKED);
}

const isProtocolCode = (code: unknown): code is string => typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR';

/** GraphQL's own codes (GRAPHQL_VALIDATION_FAILED …) are their own reasons; a scalar gives one. */
function protocolExtensions({ extensions, message }: GraphQLError, param: string | undefined, requestId: string) {
  const { code, reason = code } = extensions;
  const reasons: Reason[] = param === undefined ? [] : [{ message, param }];
  return { code: String(code), reason: String(reason), retryable: false, reasons, requestId } satisfies ErrorExtensions;
}

/** Whose value is complained about. */
function variableOf(error: unknown): string | undefined {
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  return node?.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : undefined;
}

const placeOf = ({ path, locations }: GraphQLError): Pick<GraphQLFormattedError, 'path' | 'locations'> => ({
  ...(path && { path }),
  ...(locations && { locations }),
});

/** Whether a client can do nothing about it, so that an operator must hear of it. An outage of the database is told to both. */
export function isOurFault(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause instanceof AppError) return cause.code === 'INTERNAL';
  return !(cause instanceof GraphQLError);
}
