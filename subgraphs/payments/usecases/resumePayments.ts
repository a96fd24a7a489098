import type { AppError } from '#kernel/errors.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentStore } from '../ports.ts';
import type { DrivePayment } from './drivePayment.ts';

/** Where an operator hears of a payment that does not go on. */
export type Reports = {
  /** The provider or the order does not answer; it is asked again. */
  onObstacle: (payment: Payment, obstacle: AppError) => void;
  onFailure: (payment: Payment, error: unknown) => void;
};

type Deps = Reports & { store: Pick<PaymentStore, 'claimDue' | 'postpone'>; drive: DrivePayment };

/** How many payments one process finishes at the same time. */
const LANES = 8;

/** Finishes what a crash, a slow provider or an order that was away left behind. Ends when nothing is due. */
export type ResumePayments = (signal: AbortSignal) => Promise<void>;

export const makeResumePayments = (deps: Deps): ResumePayments => {
  const lane = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const payment = await deps.store.claimDue();
      if (!payment) return;
      await resume(payment, deps);
    }
  };
  return async (signal) => {
    // One lane that fails must not let the caller believe that the others have ended too.
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => lane(signal)));
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  };
};

/** A payment that fails in an unexpected way must not keep the others waiting. */
async function resume(payment: Payment, { store, drive, onObstacle, onFailure }: Deps): Promise<void> {
  try {
    const { obstacle } = await drive(payment);
    if (obstacle) onObstacle(payment, obstacle);
  } catch (error) {
    onFailure(payment, error);
    await store.postpone(payment.id);
  }
}
