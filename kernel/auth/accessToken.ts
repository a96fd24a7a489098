import { hash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { KeyRing, SigningKey } from './keys.ts';
import { anonymous, type Principal, type Role, type UserPrincipal } from './principal.ts';
import type { Revocations } from './revocations.ts';
import { tokenHeader } from './tokenHeader.ts';

const ISSUER = 'bazaar-users';
const AUDIENCE = 'bazaar';
/** RFC 9068: keeps other JWTs of the same issuer from passing as access tokens. */
const TYPE = 'at+jwt';
export const ACCESS_TOKEN_SECONDS = 15 * 60;
/** How far the clocks of two machines may be apart, before a new token is taken for one of the future. */
const CLOCK_SKEW_SECONDS = 5;
const REMEMBERED_TOKENS = 10_000;
/** Few, since they are credentials in memory. */
const RECENT_HEADERS = 500;

const claims = z
  .object({
    sub: z.string().min(1),
    sid: z.string().min(1),
    roles: z.array(z.enum(['customer', 'seller', 'admin'])),
    iat: z.number().int(),
    nbf: z.number().int(),
    exp: z.number().int(),
  })
  // Processes forget a revoked session after this time, so no token may outlive it.
  .refine(({ iat, exp }) => exp - iat <= ACCESS_TOKEN_SECONDS, 'is good for too long');

type Subject = { userId: string; sessionId: string; roles: readonly Role[] };

/** An ES256 access token of 15 minutes (RFC 7519). Real time, not business time. */
export function signAccessToken({ kid, key }: SigningKey, { userId, sessionId, roles }: Subject): string {
  const nbf = Math.floor(Date.now() / 1000) - CLOCK_SKEW_SECONDS;
  return jwt.sign({ sid: sessionId, roles, nbf }, key, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: TYPE, kid },
    subject: userId,
    issuer: ISSUER,
    audience: AUDIENCE,
    expiresIn: ACCESS_TOKEN_SECONDS,
  });
}

export type IdentifyUser = (authorization: string | undefined) => Principal;

/**
 * Reads an `Authorization` header. No header is an anonymous caller; a bad token is an error, never anonymous.
 * A verified token is remembered by its hash until it expires or the keys change; the revoked set is asked every time. Of those
 * that came last the header itself is known, which spares reading and hashing it.
 *
 * @throws AppError UNAUTHENTICATED: MALFORMED_AUTHORIZATION, INVALID_TOKEN, TOKEN_EXPIRED, SESSION_REVOKED.
 */
export function makeIdentifyUser(keys: Pick<KeyRing, 'tokens'>, revocations: Revocations): IdentifyUser {
  const verified = new LRUCache<string, UserPrincipal>({ max: REMEMBERED_TOKENS });
  const recent = new Map<string, UserPrincipal>();
  let verifiedBy = keys.tokens;
  const read = (authorization: string): UserPrincipal => {
    const token = bearerToken(authorization);
    const key = hash('sha256', token, 'base64url');
    const user = verified.get(key) ?? verify(token, keys.tokens);
    verified.set(key, user);
    if (recent.size >= RECENT_HEADERS) recent.clear();
    recent.set(authorization, user);
    return user;
  };
  return (authorization) => {
    if (authorization === undefined || authorization === '') return anonymous;
    if (verifiedBy !== keys.tokens) {
      verifiedBy = keys.tokens;
      verified.clear();
      recent.clear();
    }
    const user = recent.get(authorization) ?? read(authorization);
    if (user.expiresAt.getTime() <= Date.now()) throw unauthenticated('TOKEN_EXPIRED', 'the access token has expired');
    if (revocations.isRevoked(user)) throw unauthenticated('SESSION_REVOKED', 'this session has ended: sign in again');
    return user;
  };
}

function bearerToken(authorization: string): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (token) return token;
  throw unauthenticated('MALFORMED_AUTHORIZATION', 'the authorization header must be "Bearer <access token>"');
}

function verify(token: string, keys: KeyRing['tokens']): UserPrincipal {
  const header = tokenHeader(token);
  const key = keys.get(header?.kid ?? '');
  if (!key || header?.typ !== TYPE) throw unauthenticated('INVALID_TOKEN', 'the access token is not one of this shop');
  try {
    const options = { algorithms: ['ES256' as const], issuer: ISSUER, audience: AUDIENCE };
    const { sub, sid, roles, exp } = claims.parse(jwt.verify(token, key, options));
    return { kind: 'user', userId: sub, sessionId: sid, roles, expiresAt: new Date(exp * 1000) };
  } catch (error) {
    const expired = error instanceof jwt.TokenExpiredError;
    const [reason, message] = expired
      ? ['TOKEN_EXPIRED', 'the access token has expired']
      : ['INVALID_TOKEN', 'the access token is not valid'];
    throw unauthenticated(reason, message, error);
  }
}

const unauthenticated = (reason: string, message: string, cause?: unknown) =>
  new AppError('UNAUTHENTICATED', reason, message, { cause });
