import mongoose, { type PipelineStage } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { claimsOrder, nextStep } from '../domain/nextStep.ts';
import type { Payment } from '../domain/payment.ts';
import { outgoing } from '../outgoing.ts';
import type { PaymentStore } from '../ports.ts';
import { columnsOf, type PaymentModel, type PaymentRow, paymentModel, paymentOf } from './paymentModel.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

type Options = {
  mongo: Mongo;
  outbox: Outbox;
  /** How long a driver is left alone with a payment before the resumer takes it for dead. */
  leaseMs: number;
};

/** Payments in MongoDB. Each step is a compare-and-set on the status, with its messages in the same transaction. */
export async function openPaymentStore({ mongo, outbox, leaseMs }: Options): Promise<PaymentStore> {
  const model = paymentModel(mongo.connection);
  await model.createIndexes();
  const one = async (filter: Partial<PaymentRow>) => {
    const row = await model.findOne(filter).lean<PaymentRow>();
    return row && paymentOf(row);
  };
  return {
    boundTo: async (customerId, idempotencyKey) => {
      const row = await model.findOne({ customerId, idempotencyKey }).lean<PaymentRow>();
      return row && { payment: paymentOf(row), fingerprint: row.fingerprint };
    },
    claimOf: (orderId) => one({ orderId, claimsOrder: true }),
    ofOrder: async (orderId) =>
      (await model.find({ orderId }).sort({ attempt: 1 }).lean<PaymentRow[]>()).map(paymentOf),
    load: (id) => one({ _id: id }),
    insert: (payment, binding) =>
      insert(model, { ...columnsOf(payment), ...binding, claimsOrder: true }, payment.id, leaseMs),
    advance: (before, after, events) =>
      mongo.transaction(async () => {
        const { matchedCount } = await model.updateOne(
          { _id: before.id, status: before.status },
          stepTo(before, after),
        );
        if (matchedCount === 0) return false;
        await outbox.append(outgoing(after, events));
        return true;
      }),
    claimDue: () => claimDue(model, leaseMs),
    postpone: (id) => postpone(model, id),
  };
}

/** `$$NOW` is the database's clock, the only one that all drivers share. */
const inMs = (ms: unknown) => ({ $add: ['$$NOW', ms] });

type NewRow = Omit<PaymentRow, '_id' | 'postponed' | 'dueAt'>;

async function insert(model: PaymentModel, row: NewRow, id: string, leaseMs: number): Promise<void> {
  const literals = Object.entries(row).map(([column, value]) => [column, { $literal: value }]);
  const columns = { ...Object.fromEntries(literals), postponed: 0, dueAt: inMs(leaseMs) };
  try {
    await model.updateOne({ _id: id }, [{ $set: columns }], { upsert: true, updatePipeline: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const message = 'another payment of this order, or with this key, was stored at the same moment';
    throw new AppError('CONFLICT', 'PAYMENT_RACE', message, { cause: error });
  }
}

/** A driver keeps its lease from step to step; work on a payment that rested is due at once. */
function stepTo(before: Payment, after: Payment) {
  const rests = nextStep(after) === 'rest';
  const rested = nextStep(before) === 'rest';
  return {
    $set: { ...columnsOf(after), postponed: 0, ...(rested && !rests && { dueAt: new Date(0) }) },
    $unset: { ...(rests && { dueAt: 1 }), ...(!claimsOrder(after) && { claimsOrder: 1 }) },
  };
}

async function claimDue(model: PaymentModel, leaseMs: number): Promise<Payment | null> {
  const row = await model
    .findOneAndUpdate(
      // Only unfinished payments are in the index that `$exists` uses.
      { dueAt: mongoose.trusted({ $exists: true }), $expr: mongoose.trusted({ $lte: ['$dueAt', '$$NOW'] }) },
      [{ $set: { dueAt: inMs(leaseMs) } }],
      { sort: { dueAt: 1 }, returnDocument: 'after', updatePipeline: true },
    )
    .lean<PaymentRow>();
  return row && paymentOf(row);
}

async function postpone(model: PaymentModel, id: string): Promise<void> {
  const pause = { $min: [LONGEST_PAUSE_MS, { $multiply: [FIRST_PAUSE_MS, { $pow: [2, '$postponed'] }] }] };
  const update: PipelineStage.Set = { $set: { dueAt: inMs(pause), postponed: { $add: ['$postponed', 1] } } };
  // Another driver may have finished it meanwhile: then it is not to become due again.
  await model.updateOne({ _id: id, dueAt: mongoose.trusted({ $exists: true }) }, [update], { updatePipeline: true });
}
