import mongoose, { type Connection, type Model } from 'mongoose';
import type { Payment } from '../domain/payment.ts';
import type { StoredStep } from '../domain/paymentSteps.ts';
import type { Refund } from '../domain/refund.ts';
import { type ShownStatus, shownStatusOf } from '../domain/shownStatus.ts';
import type { Binding, RefundKey } from '../ports.ts';

/** A payment as it is stored. */
export type PaymentRow = Omit<Payment, 'id'> &
  Binding & {
    _id: string;
    /** What people are told of its status, to be found by. */
    shownStatus: ShownStatus;
    /** Only there while the payment pays, or may still pay, its order: see the unique index. */
    claimsOrder?: true;
    /** When the resumer may take it, real time. Only there while the payment is unfinished. */
    dueAt?: Date;
    /** How often it was postponed since its last step. */
    postponed: number;
    /** Every recorded fact, oldest first; the last 200. Payments from before they were kept have none. */
    steps?: StoredStep[];
  };

export type PaymentModel = Model<PaymentRow>;

const refundSchema = new mongoose.Schema<Refund>(
  {
    id: { type: String, required: true },
    amount: { type: Number, required: true },
    status: { type: String, required: true },
    reason: { type: String, required: true },
    requestedBy: { type: String, default: null },
    failureReason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    processedAt: { type: Date, default: null },
  },
  { _id: false, id: false },
);

const schema = new mongoose.Schema<PaymentRow>(
  {
    _id: { type: String, required: true },
    orderId: { type: String, required: true },
    customerId: { type: String, required: true },
    attempt: { type: Number, required: true },
    amount: { type: new mongoose.Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    provider: { type: String, required: true },
    payBy: { type: Date, required: true },
    status: { type: String, required: true },
    version: { type: Number, required: true },
    shownStatus: { type: String, required: true },
    paymentToken: { type: String, default: null },
    reference: { type: String, default: null },
    declineReason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    processedAt: { type: Date, default: null },
    refunds: { type: [refundSchema], default: [] },
    idempotencyKey: { type: String, required: true },
    fingerprint: { type: String, required: true },
    claimsOrder: Boolean,
    dueAt: Date,
    postponed: { type: Number, default: 0 },
    steps: { type: [mongoose.Schema.Types.Mixed], default: undefined },
  },
  { versionKey: false, collection: 'payments' },
);
schema.index({ orderId: 1, attempt: 1 }, { unique: true });
schema.index({ customerId: 1, idempotencyKey: 1 }, { unique: true });
// Of two clicks one finds the order taken, however close they are.
schema.index({ orderId: 1 }, { unique: true, partialFilterExpression: { claimsOrder: true } });
schema.index({ dueAt: 1 }, { sparse: true });
// The list for admins, plain and by what it is filtered by, newest first.
schema.index({ createdAt: -1, _id: -1 });
schema.index({ shownStatus: 1, createdAt: -1, _id: -1 });
schema.index({ orderId: 1, createdAt: -1, _id: -1 });

export const paymentModel = (connection: Connection): PaymentModel => connection.model<PaymentRow>('Payment', schema);

/** What changes with a step; the binding and the lease are kept apart. */
export function columnsOf(payment: Payment) {
  const { id: _id, ...columns } = payment;
  return { ...columns, shownStatus: shownStatusOf(payment) };
}

export function paymentOf(row: PaymentRow): Payment {
  const {
    _id: id,
    idempotencyKey: _key,
    fingerprint: _print,
    shownStatus: _shown,
    claimsOrder: _claim,
    dueAt: _due,
    postponed: _n,
    steps: _steps,
    ...columns
  } = row;
  return { id, ...columns };
}

/** A key that an admin has used: `_id` is the admin's id and the key. */
export type RefundKeyRow = Omit<RefundKey, 'requestedBy' | 'idempotencyKey'> & { _id: string };

const refundKeySchema = new mongoose.Schema<RefundKeyRow>(
  {
    _id: { type: String, required: true },
    paymentId: { type: String, required: true },
    refundId: { type: String, required: true },
    fingerprint: { type: String, required: true },
  },
  { versionKey: false, collection: 'refund_keys' },
);

export const refundKeyModel = (connection: Connection): Model<RefundKeyRow> =>
  connection.model<RefundKeyRow>('RefundKey', refundKeySchema);
