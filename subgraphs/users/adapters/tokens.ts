import { createHash, randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '#kernel/auth/accessToken.ts';
import type { SigningKey } from '#kernel/auth/keys.ts';
import type { Tokens } from '../ports.ts';

const TOKEN_BYTES = 32;

/** ES256 access tokens; all others are 256 random bits: too many to guess, so a plain hash hides them well. */
export function makeTokens(key: () => SigningKey): Tokens {
  return {
    newRefreshToken: newToken,
    newMailToken: newToken,
    hashOf,
    newAccessToken: (subject) => {
      // Read before signing: whoever goes by it never holds a token for good that has just expired.
      const expiresAt = new Date((Math.floor(Date.now() / 1000) + ACCESS_TOKEN_SECONDS) * 1000);
      return { accessToken: signAccessToken(key(), subject), expiresAt };
    },
  };
}

function newToken() {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, hash: hashOf(token) };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
