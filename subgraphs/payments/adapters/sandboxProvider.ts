import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, Model } from 'mongoose';
import { AppError } from '#kernel/errors.ts';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';
import type { Lookup, PaymentProvider } from '../ports.ts';
import { type LedgerRow, ledgerModel } from './sandboxLedger.ts';

type Outcome = Pick<LedgerRow, 'status' | 'reason'>;
type Request = Parameters<PaymentProvider['authorize']>[0];

const authorized: Outcome = { status: 'authorized', reason: null };
const declined = (reason: string): Outcome => ({ status: 'declined', reason });

/** What each test token does; README.md tells it to users. Any other is declined as `invalid_token`. */
const outcomes: Readonly<Record<string, Outcome>> = {
  tok_success: authorized,
  tok_declined: declined('card_declined'),
  tok_insufficient_funds: declined('insufficient_funds'),
  tok_timeout: { status: 'pending', reason: null },
  tok_capture_refused: authorized,
};

type Options = {
  /** The books survive this process, as a real provider's would. */
  connection: Connection;
  /** How long `authorize` lets its caller wait before the answer counts as lost. */
  timeoutMs: number;
  /** How long after the call `tok_timeout` is decided. */
  lateMs: number;
  /** Real time. */
  now?: () => Date;
};

/** A provider for development and tests. No money moves. */
export function makeSandboxProvider({
  connection,
  timeoutMs,
  lateMs,
  now = () => new Date(),
}: Options): PaymentProvider {
  const ledger = ledgerModel(connection);
  const decideLate = async (key: string) => {
    const due = { _id: key, status: 'pending' as const };
    const row = await ledger.findOne(due).lean<LedgerRow>();
    if (row?.decidesAt && row.decidesAt <= now()) await ledger.updateOne(due, move('authorized', 'authorize', now()));
  };
  const lookup: PaymentProvider['lookup'] = async (key) => {
    await decideLate(key);
    return answerOf(await ledger.findById(key).lean<LedgerRow>());
  };
  return {
    lookup,
    authorize: async (request) => {
      await enter(ledger, request, now(), lateMs);
      const answer = await lookup(request.key);
      if (answer.status === 'authorized' || answer.status === 'declined') return answer;
      await delay(timeoutMs);
      throw new AppError('UNAVAILABLE', 'PROVIDER_TIMED_OUT', `the provider took over ${timeoutMs} ms`);
    },
    capture: async (key) => {
      const open = { _id: key, status: 'authorized' as const };
      const row = await ledger.findById(key).lean<LedgerRow>();
      if (row?.paymentToken === 'tok_capture_refused') return { status: 'refused', reason: 'capture_refused' };
      await ledger.updateOne(open, move('captured', 'capture', now()));
      const status = (await ledger.findById(key).lean<LedgerRow>())?.status;
      if (status === 'captured' || status === 'refunded') return { status: 'captured' };
      return { status: 'refused', reason: `authorization_${status ?? 'unknown'}` };
    },
    void: async (key) => {
      await ledger.updateOne({ _id: key, status: 'authorized' }, move('voided', 'void', now()));
      const status = (await ledger.findById(key).lean<LedgerRow>())?.status;
      return status === 'captured' || status === 'refunded' ? 'captured' : 'voided';
    },
    refund: async (key) => {
      await ledger.updateOne({ _id: key, status: 'captured' }, move('refunded', 'refund', now()));
    },
  };
}

const move = (status: LedgerRow['status'], type: string, at: Date) => ({
  $set: { status },
  $push: { entries: { type, at } },
});

/** The first call with a key decides; a repeat finds its row. */
async function enter(ledger: Model<LedgerRow>, { key, amount, paymentToken }: Request, at: Date, lateMs: number) {
  const { status, reason } = outcomes[paymentToken] ?? declined('invalid_token');
  const isLate = status === 'pending';
  const decidesAt = isLate ? new Date(at.getTime() + lateMs) : null;
  const entries = isLate ? [] : [{ type: status === 'declined' ? 'decline' : 'authorize', at }];
  try {
    await ledger.create({ _id: key, amount, paymentToken, status, reason, decidesAt, entries });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

function answerOf(row: LedgerRow | null): Lookup {
  if (!row) return { status: 'unknown' };
  if (row.status === 'pending') return { status: 'pending' };
  if (row.status === 'declined') return { status: 'declined', reason: row.reason ?? 'declined' };
  return { status: 'authorized', reference: row._id };
}
