import { tokenInvalid } from '../domain/mailRequest.ts';
import type { Passwords, Tokens } from '../ports.ts';
import type { MailRequestStore, SelfService } from '../selfServicePorts.ts';

type Deps = {
  mailRequests: Pick<MailRequestStore, 'ofToken' | 'resetPassword'>;
  passwords: Pick<Passwords, 'hash'>;
  tokens: Pick<Tokens, 'hashOf'>;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
};

/** Ends all sessions: whoever knew the old password may be signed in. */
export const makeResetPassword =
  ({ mailRequests, passwords, tokens, now, realNow }: Deps): SelfService['resetPassword'] =>
  async ({ token, newPassword }) => {
    const tokenHash = tokens.hashOf(token);
    // Looking is cheaper than hashing: guesses must not keep a core busy.
    const request = await mailRequests.ofToken(tokenHash, realNow());
    if (request?.purpose !== 'resetPassword') throw tokenInvalid();
    const passwordHash = await passwords.hash(newPassword);
    const ended = await mailRequests.resetPassword(tokenHash, passwordHash, { at: now(), now: realNow() });
    if (ended === null) throw tokenInvalid();
    return ended;
  };
