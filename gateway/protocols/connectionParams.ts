import { AppError } from '#kernel/errors.ts';

/** What a header may hold (RFC 9110, section 5.5): a subgraph may be sent this one. */
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/**
 * The token of a connection, from what a client sends with connection_init. Clients differ in where they put it.
 *
 * @throws AppError UNAUTHENTICATED (MALFORMED_AUTHORIZATION) for what no header can hold.
 */
export function authorizationIn(params: Readonly<Record<string, unknown>>): string | undefined {
  const { headers } = params;
  const places = [params, typeof headers === 'object' && headers !== null ? (headers as typeof params) : {}];
  const found = places.flatMap((place) => [place['authorization'], place['Authorization']]);
  const value = found.find((each): each is string => typeof each === 'string');
  if (value === undefined || HEADER_VALUE.test(value)) return value;
  throw new AppError('UNAUTHENTICATED', 'MALFORMED_AUTHORIZATION', 'the authorization is none that a header can hold');
}
