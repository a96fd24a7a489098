import { AppError } from '#kernel/errors.ts';
import { newMailRequest } from '../domain/mailRequest.ts';
import type { AccountStore } from '../ports.ts';
import type { MailRequestStore, SelfService } from '../selfServicePorts.ts';
import { accountGone } from './accountGone.ts';

type Deps = {
  accounts: Pick<AccountStore, 'byId'>;
  mailRequests: Pick<MailRequestStore, 'make'>;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
  newId: () => string;
};

/** Asks for another verification mail; what came before it no longer counts. */
export const makeRequestEmailVerification =
  ({ accounts, mailRequests, now, realNow, newId }: Deps): SelfService['requestEmailVerification'] =>
  async (userId) => {
    const account = await accounts.byId(userId);
    if (!account) throw accountGone();
    const { email, isEmailVerified } = account;
    if (isEmailVerified) throw new AppError('REFUSED', 'EMAIL_ALREADY_VERIFIED', 'your e-mail is verified already');
    const request = newMailRequest({ id: newId(), userId, purpose: 'verifyEmail', email }, realNow());
    if (!(await mailRequests.make(request, now()))) throw accountGone();
    return email;
  };
