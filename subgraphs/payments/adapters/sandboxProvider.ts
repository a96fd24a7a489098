import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';
import type { Lookup, PaymentProvider } from '../ports.ts';
import type { Ledger, LedgerRow } from './sandboxLedger.ts';

type Outcome = Pick<LedgerRow, 'status' | 'reason'>;

const authorized: Outcome = { status: 'authorized', reason: null };
const pending: Outcome = { status: 'pending', reason: null };
const declined = (reason: string): Outcome => ({ status: 'declined', reason });

const CAPTURE_REFUSED = 'tok_capture_refused';

/** What each test token does; README.md tells it to users. Any other is declined as `invalid_token`. */
const outcomes: Readonly<Record<string, Outcome>> = {
  tok_success: authorized,
  tok_declined: declined('card_declined'),
  tok_insufficient_funds: declined('insufficient_funds'),
  tok_timeout: pending,
  [CAPTURE_REFUSED]: authorized,
};

type Options = {
  ledger: Ledger;
  /** How long `authorize` lets its caller wait before the answer counts as lost. */
  timeoutMs: number;
  /** How long after the call `tok_timeout` is decided. */
  lateMs: number;
  /** Real time: a provider knows nothing of the shop's clock. */
  now: () => Date;
};

/** A provider for development and tests; no money moves. An authorisation's reference is its idempotency key. */
export function makeSandboxProvider({ ledger, timeoutMs, lateMs, now }: Options): PaymentProvider {
  const lookup = async (key: string): Promise<Lookup> => {
    const row = await ledger.find(key);
    if (row?.status !== 'pending' || !row.decidesAt || row.decidesAt > now()) return answerOf(row);
    await ledger.move(key, 'pending', 'authorized', now());
    return answerOf(await ledger.find(key));
  };
  /** @returns the status after the attempt: a move that is not possible leaves things as they are. */
  const settle = async (key: string, to: 'captured' | 'voided') => {
    await ledger.move(key, 'authorized', to, now());
    return (await ledger.find(key))?.status;
  };
  return {
    lookup,
    authorize: async ({ key, amount, paymentToken }) => {
      const outcome = outcomes[paymentToken] ?? declined('invalid_token');
      const decidesAt = outcome.status === 'pending' ? new Date(now().getTime() + lateMs) : null;
      await ledger.enter({ key, amount, paymentToken, ...outcome, decidesAt, moves: [] });
      const answer = await lookup(key);
      if (answer.status === 'authorized' || answer.status === 'declined') return answer;
      await delay(timeoutMs);
      throw new AppError('UNAVAILABLE', 'PROVIDER_TIMED_OUT', `the provider took over ${timeoutMs} ms`);
    },
    capture: async (key) => {
      if ((await ledger.find(key))?.paymentToken === CAPTURE_REFUSED) {
        return { status: 'refused', reason: 'capture_refused' };
      }
      const status = await settle(key, 'captured');
      if (status === 'captured' || status === 'refunded') return { status: 'captured' };
      return { status: 'refused', reason: 'authorization_ended' };
    },
    void: async (key) => {
      const status = await settle(key, 'voided');
      return status === 'captured' || status === 'refunded' ? 'captured' : 'voided';
    },
    refund: (key) => ledger.move(key, 'captured', 'refunded', now()),
  };
}

function answerOf(row: LedgerRow | null): Lookup {
  if (!row) return { status: 'unknown' };
  if (row.status === 'pending') return { status: 'pending' };
  if (row.status === 'declined') return { status: 'declined', reason: row.reason ?? 'declined' };
  return { status: 'authorized', reference: row.key };
}
