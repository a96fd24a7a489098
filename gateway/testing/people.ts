import { makeIdentifyUser, signAccessToken } from '#kernel/auth/accessToken.ts';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { keyRing, makeKeys } from '#kernel/auth/keys.ts';
import type { Role } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';
import { type Identity, makeIdentity } from '../identity.ts';

/** An identity with keys of its own, tokens for people, and the power to ban. */
export function people() {
  const keys = makeKeys(['users', 'gateway'], 'users');
  const { token } = keyRing(keys, 'users');
  if (!token) throw new AppError('INTERNAL', 'NO_KEYS', 'the users service signs tokens');
  const ring = keyRing(keys, 'gateway');
  const revoked = new Set<string>();
  const revocations = { isRevoked: ({ userId }: { userId: string }) => revoked.has(userId) };
  const identity: Identity = makeIdentity({
    identifyUser: makeIdentifyUser(ring, revocations),
    revocations,
    sign: makeSignCall('gateway', ring),
    watchEveryMs: 10,
  });
  return {
    identity,
    ring,
    bearer: (userId: string, role: Role = 'customer') =>
      `Bearer ${signAccessToken(token, { userId, sessionId: 's1', roles: [role] })}`,
    ban: (userId: string) => void revoked.add(userId),
  };
}
