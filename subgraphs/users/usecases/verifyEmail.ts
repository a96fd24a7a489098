import { tokenInvalid } from '../domain/mailRequest.ts';
import type { Tokens } from '../ports.ts';
import type { MailRequestStore, SelfService } from '../selfServicePorts.ts';

type Deps = {
  mailRequests: Pick<MailRequestStore, 'verifyEmail'>;
  tokens: Pick<Tokens, 'hashOf'>;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
};

/** Whoever has the token has read the mail: the address is theirs. */
export const makeVerifyEmail =
  ({ mailRequests, tokens, now, realNow }: Deps): SelfService['verifyEmail'] =>
  async (token) => {
    const email = await mailRequests.verifyEmail(tokens.hashOf(token), { at: now(), now: realNow() });
    if (email === null) throw tokenInvalid();
    return email;
  };
