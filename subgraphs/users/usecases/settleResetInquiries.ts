import { newMailRequest } from '../domain/mailRequest.ts';
import type { Account } from '../domain/user.ts';
import type { ResetInquiries } from '../selfServicePorts.ts';

type Deps = {
  inquiries: Pick<ResetInquiries, 'waiting' | 'settle'>;
  /** Business time. */
  now: () => Date;
  realNow: () => Date;
  newId: () => string;
};

/** Asks for a reset mail for each noted e-mail that has an account. One that fails stays noted for the next round. */
export const makeSettleResetInquiries =
  ({ inquiries, now, realNow, newId }: Deps) =>
  async (): Promise<void> => {
    const requestOf = ({ id: userId, email }: Account) =>
      newMailRequest({ id: newId(), userId, purpose: 'resetPassword', email }, realNow());
    for (let batch = await inquiries.waiting(); batch.length > 0; batch = await inquiries.waiting()) {
      for (const inquiry of batch) await inquiries.settle(inquiry, requestOf, now());
    }
  };
