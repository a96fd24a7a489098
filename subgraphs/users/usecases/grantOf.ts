import { type Account, userOf } from '../domain/user.ts';
import type { SessionGrant, Tokens } from '../ports.ts';

/** What somebody who has just signed in gets. */
export function grantOf(tokens: Tokens, account: Account, sessionId: string, refreshToken: string): SessionGrant {
  const access = tokens.newAccessToken({ userId: account.id, sessionId, roles: account.roles });
  return { ...access, refreshToken, user: userOf(account) };
}
