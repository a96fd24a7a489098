import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { anonymous, type Principal, type UserPrincipal } from '#kernel/auth/principal.ts';
import { tokenHeader } from '#kernel/auth/tokenHeader.ts';
import { AppError } from '#kernel/errors.ts';
import { type Access, namesIn, noAccess } from '../authorization/access.ts';
import type { KeySource } from './keySource.ts';

export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'] as const;

export type TokenRules = {
  readonly algorithm: (typeof ALGORITHMS)[number];
  readonly issuer: string;
  readonly audience: string;
  /** What `typ` in the header may say; a header without one counts as `JWT`. */
  readonly types: readonly string[];
  /** How far clocks may be apart, in seconds. */
  readonly clockSkewSeconds: number;
  /** How long a token may be good for in all (from `iat` to `exp`), in seconds. */
  readonly maxAgeSeconds?: number | undefined;
  /** The claim with the scopes, and the one with the policies that a caller meets. */
  readonly scopesClaim: string;
  readonly policiesClaim?: string | undefined;
};

export type VerifyTokens = {
  /** @throws AppError UNAUTHENTICATED: MALFORMED_AUTHORIZATION, INVALID_TOKEN, TOKEN_EXPIRED; UNAVAILABLE (KEYS_UNAVAILABLE). */
  identify(authorization: string | undefined): Principal;
  accessOf(principal: Principal): Access;
  /** Waits for a key that the token names, where it may be a new one. */
  settle(authorization: string | undefined): Promise<void>;
};

const REMEMBERED_TOKENS = 10_000;

/**
 * Access tokens (RFC 7519) of any issuer. One algorithm, named in the configuration; issuer, audience, type and times are
 * checked, and a token without an end is none. A verified token is remembered by its hash until it expires or the keys change.
 */
export function makeVerifyTokens(keys: KeySource, rules: TokenRules): VerifyTokens {
  const verified = new LRUCache<string, UserPrincipal>({ max: REMEMBERED_TOKENS });
  const accesses = new WeakMap<Principal, Access>();
  let verifiedBy = keys.current();

  const verify = (token: string): UserPrincipal => {
    const claims = claimsOf(token, keys, rules);
    const { sub, exp, jti } = claims;
    if (typeof sub !== 'string' || exp === undefined) throw invalid('the access token names no subject or no end');
    const user = {
      kind: 'user',
      userId: sub,
      roles: [],
      sessionId: jti ?? sub,
      expiresAt: new Date(exp * 1000),
    } as const;
    accesses.set(user, accessIn({ ...claims }, rules));
    return user;
  };

  return {
    identify: (authorization) => {
      if (authorization === undefined || authorization === '') return anonymous;
      if (verifiedBy !== keys.current()) {
        verifiedBy = keys.current();
        verified.clear();
      }
      const token = bearerToken(authorization);
      const hash = createHash('sha256').update(token).digest('base64url');
      const user = verified.get(hash) ?? verify(token);
      if (user.expiresAt.getTime() <= Date.now()) throw expired();
      verified.set(hash, user);
      return user;
    },
    accessOf: (principal) => accesses.get(principal) ?? noAccess,
    settle: async (authorization) => {
      const kid = authorization === undefined ? undefined : tokenHeader(authorization.replace(/^Bearer /i, ''))?.kid;
      if (kid !== undefined) await keys.lookFor(kid);
    },
  };
}

const accessIn = (claims: Readonly<Record<string, unknown>>, { scopesClaim, policiesClaim }: TokenRules): Access => ({
  authenticated: true,
  scopes: new Set(namesIn(claims[scopesClaim])),
  policies: new Set(policiesClaim === undefined ? [] : namesIn(claims[policiesClaim])),
  claims,
});

function claimsOf(token: string, keys: KeySource, rules: TokenRules): jwt.JwtPayload {
  const header = tokenHeader(token);
  const key = keys.keyFor(header?.kid);
  if (!key && keys.isMissing?.()) throw undecided();
  if (!key || !isOfType(header?.typ, rules.types)) throw invalid('the access token is not one of this issuer');
  try {
    const { algorithm, issuer, audience, clockSkewSeconds } = rules;
    const options = { algorithms: [algorithm], issuer, audience, clockTolerance: clockSkewSeconds };
    const claims = jwt.verify(token, key, options);
    if (typeof claims === 'string') throw invalid('the access token has no claims');
    const { iat, exp } = claims;
    const { maxAgeSeconds } = rules;
    if (maxAgeSeconds !== undefined && !(iat !== undefined && exp !== undefined && exp - iat <= maxAgeSeconds)) {
      throw invalid('the access token is good for too long');
    }
    return claims;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw error instanceof jwt.TokenExpiredError ? expired(error) : invalid('the access token is not valid', error);
  }
}

/** RFC 7515, section 4.1.9: `application/` may be left out, and case does not count. */
function isOfType(type: unknown, types: readonly string[]): boolean {
  const name = String(type ?? 'JWT')
    .toLowerCase()
    .replace(/^application\//, '');
  return types.some((allowed) => allowed.toLowerCase() === name);
}

function bearerToken(authorization: string): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (token) return token;
  const message = 'the authorization header must be "Bearer <access token>"';
  throw new AppError('UNAUTHENTICATED', 'MALFORMED_AUTHORIZATION', message);
}

/** No client should sign out for it. */
const undecided = () =>
  new AppError('UNAVAILABLE', 'KEYS_UNAVAILABLE', 'access tokens can not be verified at the moment: try again');

const expired = (cause?: unknown) =>
  new AppError('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'the access token has expired', { cause });

const invalid = (message: string, cause?: unknown) =>
  new AppError('UNAUTHENTICATED', 'INVALID_TOKEN', message, { cause });
