import mongoose, { type Connection, type Model } from 'mongoose';
import type { Payment } from '../domain/payment.ts';
import type { Binding } from '../ports.ts';

/** A payment as it is stored. */
export type PaymentRow = Omit<Payment, 'id'> &
  Binding & {
    _id: string;
    /** Only there while the payment pays, or may still pay, its order: see the unique index. */
    claimsOrder?: true;
    /** When the resumer may take it, real time. Only there while the payment is unfinished. */
    dueAt?: Date;
    /** How often it was postponed since its last step. */
    postponed: number;
  };

export type PaymentModel = Model<PaymentRow>;

const schema = new mongoose.Schema<PaymentRow>(
  {
    _id: { type: String, required: true },
    orderId: { type: String, required: true },
    customerId: { type: String, required: true },
    attempt: { type: Number, required: true },
    amount: { type: new mongoose.Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    status: { type: String, required: true },
    paymentToken: { type: String, default: null },
    reference: { type: String, default: null },
    declineReason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    processedAt: { type: Date, default: null },
    idempotencyKey: { type: String, required: true },
    fingerprint: { type: String, required: true },
    claimsOrder: Boolean,
    dueAt: Date,
    postponed: { type: Number, default: 0 },
  },
  { versionKey: false, collection: 'payments' },
);
schema.index({ orderId: 1, attempt: 1 }, { unique: true });
schema.index({ customerId: 1, idempotencyKey: 1 }, { unique: true });
// Of two clicks one finds the order taken, however close they are.
schema.index({ orderId: 1 }, { unique: true, partialFilterExpression: { claimsOrder: true } });
schema.index({ dueAt: 1 }, { sparse: true });

export const paymentModel = (connection: Connection): PaymentModel => connection.model<PaymentRow>('Payment', schema);

/** What changes with a step; the binding and the lease are kept apart. */
export function columnsOf({ id: _id, ...columns }: Payment) {
  return columns;
}

export function paymentOf(row: PaymentRow): Payment {
  const {
    _id: id,
    idempotencyKey: _key,
    fingerprint: _print,
    claimsOrder: _claim,
    dueAt: _due,
    postponed: _n,
    ...columns
  } = row;
  return { id, ...columns };
}
