import { ACCESS_TOKEN_SECONDS } from '#kernel/auth/accessToken.ts';
import type { Revocations } from '#kernel/auth/revocations.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { followEvents } from './broadcast.ts';
import type { Transport } from './transport/transport.ts';

/** No token outlives its session for longer; a minute is for clocks that differ. */
const REMEMBERED_MS = (ACCESS_TOKEN_SECONDS + 60) * 1_000;
const FORGET_EVERY_MS = 60_000;

/** The sessions that ended while their tokens may still be about. Resolves when all that ended before now are known. */
export async function followRevocations(transport: Transport, scope: Scope): Promise<Revocations> {
  const revokedAt = new Map<string, number>();
  const forget = setInterval(() => {
    const old = [...revokedAt].filter(([, at]) => Date.now() - at > REMEMBERED_MS);
    for (const [sessionId] of old) revokedAt.delete(sessionId);
  }, FORGET_EVERY_MS);
  scope.onStop(() => clearInterval(forget));
  const since = new Date(Date.now() - REMEMBERED_MS);
  await followEvents(
    {
      transport,
      since,
      handlers: {
        'users.v1': ({ type, data }) => {
          if (type === 'SessionRevoked') revokedAt.set(data.sessionId, Date.now());
        },
      },
    },
    scope,
  );
  return { isRevoked: ({ sessionId }) => revokedAt.has(sessionId) };
}
