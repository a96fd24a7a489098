import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, type Reason } from '../errors.ts';

/** The one shape of `extensions` that every error of every service has. */
export type ErrorExtensions = {
  code: string;
  reason: string;
  retryable: boolean;
  reasons: readonly Reason[];
  requestId: string;
};

const MASKED = 'something went wrong on our side; the request id helps support to find it';

/** The error behind a GraphQL error, however often it was wrapped. */
export function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

/**
 * Translates any error for the client. What is not an `AppError` that may be shown, and not GraphQL's own complaint
 * about the document, becomes INTERNAL with a message that tells nothing.
 */
export function formatError(error: unknown, requestId: string): GraphQLFormattedError {
  const cause = causeOf(error);
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  if (cause instanceof AppError) {
    const { code, reason, retryable, reasons, exposed } = cause;
    const message = exposed ? cause.message : MASKED;
    return { message, ...place, extensions: { code, reason, retryable, reasons, requestId } };
  }
  const code = cause instanceof GraphQLError ? cause.extensions['code'] : undefined;
  if (cause instanceof GraphQLError && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
    return { message: cause.message, ...place, extensions: protocolExtensions(code, requestId) };
  }
  const extensions: ErrorExtensions = {
    code: 'INTERNAL',
    reason: 'INTERNAL',
    retryable: false,
    reasons: [],
    requestId,
  };
  return { message: MASKED, ...place, extensions };
}

/** GraphQL's own codes (GRAPHQL_VALIDATION_FAILED …) are their own reasons. */
const protocolExtensions = (code: string, requestId: string): ErrorExtensions => ({
  code,
  reason: code,
  retryable: false,
  reasons: [],
  requestId,
});

const placeOf = ({ path, locations }: GraphQLError): Pick<GraphQLFormattedError, 'path' | 'locations'> => ({
  ...(path && { path }),
  ...(locations && { locations }),
});

/** Whether a client can do nothing about it, so that an operator must hear of it. */
export function isOurFault(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause instanceof AppError) return cause.code === 'INTERNAL';
  return !(cause instanceof GraphQLError);
}
