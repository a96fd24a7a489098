/** Money on its way back to the buyer. `amount` is in minor units of the payment's currency. */
export type Refund = {
  /** Also the key under which the provider is asked, so that asking again gives nothing back twice. */
  readonly id: string;
  readonly amount: number;
  readonly status: RefundStatus;
  readonly reason: string;
  /** The admin who wanted it; null when the end of the order did. */
  readonly requestedBy: string | null;
  /** The provider's word. Null unless it has failed. */
  readonly failureReason: string | null;
  readonly createdAt: Date;
  readonly processedAt: Date | null;
};

export type RefundStatus =
  /** Recorded; the provider was or will be asked. It may take days. */
  | 'requested'
  | 'succeeded'
  /** The provider refused; nothing has moved. */
  | 'failed';

export const requested = (refund: Pick<Refund, 'id' | 'amount' | 'reason' | 'requestedBy' | 'createdAt'>): Refund => ({
  ...refund,
  status: 'requested',
  failureReason: null,
  processedAt: null,
});

/** What is back with the buyer. */
export const refundedOf = (refunds: readonly Refund[]): number =>
  sum(refunds.filter(({ status }) => status === 'succeeded'));

/** What is back, or may still turn out to be: it can't be given back again. */
export const committedOf = (refunds: readonly Refund[]): number =>
  sum(refunds.filter(({ status }) => status !== 'failed'));

const sum = (refunds: readonly Refund[]): number => refunds.reduce((total, { amount }) => total + amount, 0);
