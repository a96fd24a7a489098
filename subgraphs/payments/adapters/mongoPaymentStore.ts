import mongoose, { type PipelineStage } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { claimsOrder, nextStep } from '../domain/nextStep.ts';
import type { Payment } from '../domain/payment.ts';
import type { StoredStep } from '../domain/paymentSteps.ts';
import type { PaymentStore, RefundKey } from '../ports.ts';
import {
  columnsOf,
  type PaymentModel,
  type PaymentRow,
  paymentModel,
  paymentOf,
  type RefundKeyRow,
  refundKeyModel,
} from './paymentModel.ts';
import { firstStep, recordedSteps } from './recordedSteps.ts';
import { upgradePayments } from './upgradePayments.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** More than any payment takes that is not refunded cent by cent. */
const MOST_STEPS = 200;

type Options = {
  mongo: Mongo;
  outbox: Outbox;
  /** How long a driver is left alone with a payment before the resumer takes it for dead. */
  leaseMs: number;
};

/** Payments in MongoDB. Each step is a compare-and-set on the version, with its messages in the same transaction. */
export async function openPaymentStore({ mongo, outbox, leaseMs }: Options): Promise<PaymentStore> {
  const model = paymentModel(mongo.connection);
  const refundKeys = refundKeyModel(mongo.connection);
  await refundKeys.createCollection();
  await model.createIndexes();
  await upgradePayments(mongo.connection);
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
      insert(
        model,
        { ...columnsOf(payment), ...binding, claimsOrder: true, steps: [firstStep(payment)] },
        payment.id,
        leaseMs,
      ),
    advance: async (before, after, events, refundKey) => {
      const { steps, drafts } = recordedSteps(after, events);
      try {
        return await mongo.transaction(async () => {
          const step = [...stepTo(before, after, refundKey && leaseMs), withSteps(steps)];
          const current = { _id: before.id, version: before.version };
          const { matchedCount } = await model.updateOne(current, step, { updatePipeline: true });
          if (matchedCount === 0) return false;
          if (refundKey) await refundKeys.insertMany([rowOfKey(refundKey)]);
          await outbox.append(drafts);
          return true;
        });
      } catch (error) {
        if (isDuplicateKey(error)) throw race('another refund with this key was stored at the same moment', error);
        throw error;
      }
    },
    refundBoundTo: async (requestedBy, idempotencyKey) => {
      const row = await refundKeys.findById(keyId(requestedBy, idempotencyKey)).lean<RefundKeyRow>();
      if (!row) return null;
      const { _id, ...bound } = row;
      return { requestedBy, idempotencyKey, ...bound };
    },
    claimDue: () => claimDue(model, leaseMs),
    postpone: (id) => postpone(model, id),
  };
}

/** `$$NOW` is the database's clock, the only one that all drivers share. */
const inMs = (ms: unknown) => ({ $add: ['$$NOW', ms] });

type NewRow = Omit<PaymentRow, '_id' | 'postponed' | 'dueAt'>;

/** A pipeline reads a text that begins with `$` as a field's name, and tokens come from outside. */
const literally = (columns: object) =>
  Object.fromEntries(Object.entries(columns).map(([column, value]) => [column, { $literal: value }]));

async function insert(model: PaymentModel, row: NewRow, id: string, leaseMs: number): Promise<void> {
  const columns = { ...literally(row), postponed: 0, dueAt: inMs(leaseMs) };
  try {
    await model.updateOne({ _id: id }, [{ $set: columns }], { upsert: true, updatePipeline: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw race('another payment of this order, or with this key, was stored at the same moment', error);
  }
}

const race = (message: string, cause: unknown) => new AppError('CONFLICT', 'PAYMENT_RACE', message, { cause });

/**
 * A driver keeps its lease from step to step; work on a payment that rested is due at once, or when the lease ends that
 * its driver takes with it.
 */
function stepTo(before: Payment, after: Payment, newLeaseMs: number | undefined): PipelineStage[] {
  const rests = nextStep(after) === 'rest';
  const rested = nextStep(before) === 'rest';
  const dueAt = newLeaseMs === undefined ? new Date(0) : inMs(newLeaseMs);
  const gone = [...(rests ? ['dueAt'] : []), ...(claimsOrder(after) ? [] : ['claimsOrder'])];
  return [
    { $set: { ...literally(columnsOf(after)), postponed: 0, ...(rested && !rests && { dueAt }) } },
    ...(gone.length > 0 ? [{ $unset: gone }] : []),
  ];
}

const withSteps = (steps: readonly StoredStep[]): PipelineStage.Set => {
  const kept = { $concatArrays: [{ $ifNull: ['$steps', []] }, { $literal: steps }] };
  return { $set: { steps: { $slice: [kept, -MOST_STEPS] } } };
};

const keyId = (requestedBy: string, idempotencyKey: string) => `${requestedBy}:${idempotencyKey}`;

function rowOfKey({ requestedBy, idempotencyKey, ...bound }: RefundKey): RefundKeyRow {
  return { _id: keyId(requestedBy, idempotencyKey), ...bound };
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
