import { type Account, userOf } from '../domain/user.ts';
import type { Tokens } from '../ports.ts';
import type { SessionGrant } from '../sessionPorts.ts';

/** What somebody who has just signed in gets. */
export function grantOf(tokens: Tokens, account: Account, sessionId: string, refreshToken: string): SessionGrant {
  const access = tokens.newAccessToken({ userId: account.id, sessionId, roles: account.roles });
  return { ...access, refreshToken, user: userOf(account) };
}
