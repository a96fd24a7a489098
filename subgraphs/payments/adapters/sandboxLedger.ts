import mongoose, { type Connection, type Model } from 'mongoose';
import type { Amount } from '../domain/payment.ts';

/** One authorisation in the sandbox's own books. */
export type LedgerRow = {
  /** The idempotency key. */
  _id: string;
  amount: Amount;
  paymentToken: string;
  status: 'pending' | 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';
  reason: string | null;
  /** When a pending one is decided, real time. */
  decidesAt: Date | null;
  /** Everything that happened to the money, oldest first. */
  entries: { type: string; at: Date }[];
};

const schema = new mongoose.Schema<LedgerRow>(
  {
    _id: { type: String, required: true },
    amount: { type: new mongoose.Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    paymentToken: { type: String, required: true },
    status: { type: String, required: true },
    reason: { type: String, default: null },
    decidesAt: { type: Date, default: null },
    entries: { type: [new mongoose.Schema({ type: { type: String }, at: Date }, { _id: false })], default: [] },
  },
  { versionKey: false, collection: 'sandbox_ledger' },
);

export const ledgerModel = (connection: Connection): Model<LedgerRow> =>
  connection.model<LedgerRow>('SandboxLedger', schema);
