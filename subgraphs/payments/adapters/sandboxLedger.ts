import mongoose, { type Connection, type Model } from 'mongoose';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';
import type { Amount } from '../domain/payment.ts';

export type LedgerStatus = 'pending' | 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';

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
};

/** The sandbox's books. They outlive the process, as a real provider's would. */
export type Ledger = {
  /** The first row with a key stays. */
  enter(row: LedgerRow): Promise<void>;
  find(key: string): Promise<LedgerRow | null>;
  /** Does nothing unless the row's status is `from`. */
  move(key: string, from: LedgerStatus, to: LedgerStatus, at: Date): Promise<void>;
};

type Stored = Omit<LedgerRow, 'key'> & { _id: string };

const schema = new mongoose.Schema<Stored>(
  {
    _id: { type: String, required: true },
    amount: { type: new mongoose.Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    paymentToken: { type: String, required: true },
    status: { type: String, required: true },
    reason: { type: String, default: null },
    decidesAt: { type: Date, default: null },
    moves: { type: [new mongoose.Schema({ to: String, at: Date }, { _id: false })], default: [] },
  },
  { versionKey: false, collection: 'sandbox_ledger' },
);

export function makeMongoLedger(connection: Connection): Ledger {
  const model: Model<Stored> = connection.model<Stored>('SandboxLedger', schema);
  return {
    enter: async ({ key, ...row }) => {
      try {
        await model.insertMany([{ _id: key, ...row }]);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    find: async (key) => {
      const stored = await model.findById(key).lean<Stored>();
      return stored && rowOf(stored);
    },
    move: async (key, from, to, at) => {
      await model.updateOne({ _id: key, status: from }, { $set: { status: to }, $push: { moves: { to, at } } });
    },
  };
}

const rowOf = ({ _id: key, ...row }: Stored): LedgerRow => ({ key, ...row });
