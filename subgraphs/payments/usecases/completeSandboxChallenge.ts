import { AppError } from '#kernel/errors.ts';
import type { AnswerChallenge, CompleteSandboxChallenge, PaymentStore } from '../ports.ts';
import type { DrivePayment } from './drivePayment.ts';
import { paymentNotFound } from './refundPayment.ts';

type Deps = {
  store: Pick<PaymentStore, 'load'>;
  drive: DrivePayment;
  /** Undefined in production, where nobody plays the bank. */
  answerChallenge: AnswerChallenge | undefined;
};

/** What a bank's page does for a real provider: then the payment goes on, and is answered as far as it got. */
export const makeCompleteSandboxChallenge =
  ({ store, drive, answerChallenge }: Deps): CompleteSandboxChallenge =>
  async ({ customerId, paymentId, approve }) => {
    if (!answerChallenge) throw new AppError('REFUSED', 'SANDBOX_ONLY', 'challenges are real here');
    const payment = await store.load(paymentId);
    // A stranger's payment is as absent as one that does not exist.
    if (payment?.customerId !== customerId) throw paymentNotFound();
    const isOpen = payment.provider === 'sandbox' && payment.status === 'actionRequired';
    if (!isOpen || payment.reference === null || !(await answerChallenge(payment.reference, approve))) {
      throw new AppError('REFUSED', 'NO_OPEN_CHALLENGE', 'this payment waits for no challenge');
    }
    return (await drive(payment)).payment;
  };
