import { AppError } from '#kernel/errors.ts';
import { nextStep } from '../domain/nextStep.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentStore } from '../ports.ts';
import type { Settled, SettlePayment } from './settlePayment.ts';

type Deps = { store: Pick<PaymentStore, 'load' | 'postpone'>; settle: SettlePayment };

/** `obstacle`: who did not answer, so that the payment is left for the resumer. */
export type Driven = Settled & { readonly obstacle?: AppError };

/** Settles a payment, or leaves it, as far as it got, to the resumer. */
export type DrivePayment = (payment: Payment, options?: { isNew: boolean }) => Promise<Driven>;

export const makeDrivePayment =
  ({ store, settle }: Deps): DrivePayment =>
  async (payment, options) => {
    try {
      const settled = await settle(payment, options);
      if (nextStep(settled.payment) !== 'rest') await store.postpone(settled.payment.id);
      return settled;
    } catch (error) {
      if (!(error instanceof AppError && error.retryable)) throw error;
      await store.postpone(payment.id);
      return { payment: (await store.load(payment.id)) ?? payment, obstacle: error };
    }
  };
