import mongoose, { type Connection, type Model } from 'mongoose';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';
import type { Amount } from '../domain/payment.ts';

export type LedgerStatus = 'pending' | 'requiresAction' | 'authorized' | 'declined' | 'captured' | 'voided';

/** `amount` in minor units. `arrivesAt`: when it is with the buyer, real time. */
export type LedgerRefund = { readonly key: string; readonly amount: number; readonly arrivesAt: Date };

/** One authorisation in the sandbox's own books. */
export type LedgerRow = {
  readonly key: string;
  readonly amount: Amount;
  readonly paymentToken: string;
  readonly status: LedgerStatus;
  readonly reason: string | null;
  /** When a pending one is decided, real time. */
  readonly decidesAt: Date | null;
  /** Every status it had after the first, oldest first. */
  readonly moves: readonly { readonly to: LedgerStatus; readonly at: Date }[];
  readonly refunds: readonly LedgerRefund[];
};

/** Nothing happens unless the row's status is `from`. */
export type Move = {
  readonly from: LedgerStatus;
  readonly to: LedgerStatus;
  readonly at: Date;
  readonly reason?: string;
};

/** The sandbox's books. They outlive the process, as a real provider's would. */
export type Ledger = {
  /** The first row with a key stays. */
  enter(row: LedgerRow): Promise<void>;
  find(key: string): Promise<LedgerRow | null>;
  move(key: string, move: Move): Promise<void>;
  /** Once for each refund's key, and never more than was captured: else it does nothing. */
  refund(key: string, refund: LedgerRefund): Promise<void>;
};

type Stored = Omit<LedgerRow, 'key' | 'refunds'> & { _id: string; refunds?: LedgerRefund[] };

const schema = new mongoose.Schema<Stored>(
  {
    _id: { type: String, required: true },
    amount: { type: new mongoose.Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    paymentToken: { type: String, required: true },
    status: { type: String, required: true },
    reason: { type: String, default: null },
    decidesAt: { type: Date, default: null },
    moves: { type: [new mongoose.Schema({ to: String, at: Date }, { _id: false })], default: [] },
    refunds: { type: [new mongoose.Schema({ key: String, amount: Number, arrivesAt: Date }, { _id: false })] },
  },
  { versionKey: false, collection: 'sandbox_ledger' },
);

export function makeMongoLedger(connection: Connection): Ledger {
  const model: Model<Stored> = connection.model<Stored>('SandboxLedger', schema);
  return {
    enter: async ({ key, refunds, ...row }) => {
      try {
        await model.insertMany([{ _id: key, ...row, refunds: [...refunds] }]);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    find: async (key) => {
      const stored = await model.findById(key).lean<Stored>();
      return stored && rowOf(stored);
    },
    move: async (key, { from, to, at, reason = null }) => {
      await model.updateOne({ _id: key, status: from }, { $set: { status: to, reason }, $push: { moves: { to, at } } });
    },
    refund: async (key, refund) => {
      const total = { $add: [{ $sum: '$refunds.amount' }, refund.amount] };
      const fits = {
        'refunds.key': mongoose.trusted({ $ne: refund.key }),
        $expr: mongoose.trusted({ $lte: [total, '$amount.amount'] }),
      };
      await model.updateOne({ _id: key, status: 'captured', ...fits }, { $push: { refunds: refund } });
    },
  };
}

const rowOf = ({ _id: key, refunds = [], ...row }: Stored): LedgerRow => ({ key, refunds, ...row });
