import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';
import type { AnswerChallenge, Lookup, PaymentProvider, RefundAnswer } from '../ports.ts';
import type { Ledger, LedgerRow } from './sandboxLedger.ts';
import { behaviourOf } from './sandboxTokens.ts';

type Options = {
  ledger: Ledger;
  /** How long `authorize` lets its caller wait before the answer counts as lost. */
  timeoutMs: number;
  /** How long after the call a late token is decided, or a late refund arrives. */
  lateMs: number;
  /** Real time: a provider knows nothing of the shop's clock. */
  now: () => Date;
};

/** A provider for development and tests; no money moves. An authorisation's reference is its idempotency key. */
export function makeSandboxProvider({ ledger, timeoutMs, lateMs, now }: Options): PaymentProvider {
  const lookup = async (key: string): Promise<Lookup> => {
    const row = await ledger.find(key);
    if (row?.status !== 'pending' || !row.decidesAt || row.decidesAt > now()) return answerOf(row);
    await ledger.move(key, { from: 'pending', to: 'authorized', at: now() });
    return answerOf(await ledger.find(key));
  };
  const later = () => new Date(now().getTime() + lateMs);
  return {
    lookup: ({ key }) => lookup(key),
    authorize: async ({ key, amount, paymentToken }) => {
      const { status, reason = null, isSilent } = behaviourOf(paymentToken);
      const decidesAt = status === 'pending' ? later() : null;
      await ledger.enter({ key, amount, paymentToken, status, reason, decidesAt, moves: [], refunds: [] });
      const answer = await lookup(key);
      if (answer.status === 'unknown' || (answer.status === 'pending' && isSilent)) {
        await delay(timeoutMs);
        throw new AppError('UNAVAILABLE', 'PROVIDER_TIMED_OUT', `the provider took over ${timeoutMs} ms`);
      }
      return answer;
    },
    capture: async (key) => {
      const row = await ledger.find(key);
      if (row && behaviourOf(row.paymentToken).capture) return { status: 'refused', reason: 'capture_refused' };
      await ledger.move(key, { from: 'authorized', to: 'captured', at: now() });
      if ((await ledger.find(key))?.status === 'captured') return { status: 'captured' };
      return { status: 'refused', reason: 'authorization_ended' };
    },
    void: async (key) => {
      for (const from of ['authorized', 'requiresAction'] as const) {
        await ledger.move(key, { from, to: 'voided', at: now() });
      }
      return (await ledger.find(key))?.status === 'captured' ? 'captured' : 'voided';
    },
    refund: async ({ key, reference, amount }) => {
      const behaviour = behaviourOf((await ledger.find(reference))?.paymentToken ?? '');
      if (behaviour.refund === 'refused') return { status: 'refused', reason: 'refund_refused' };
      const arrivesAt = behaviour.refund === 'late' ? later() : now();
      await ledger.refund(reference, { key, amount: amount.amount, arrivesAt });
      return refundAnswerOf(await ledger.find(reference), key, now());
    },
  };
}

/** The bank's part in a challenge of the sandbox, which nobody else plays. */
export const makeSandboxBank =
  ({ ledger, now }: Pick<Options, 'ledger' | 'now'>): AnswerChallenge =>
  async (reference, approve) => {
    const isOpen = (await ledger.find(reference))?.status === 'requiresAction';
    const end = approve ? { to: 'authorized' as const } : { to: 'declined' as const, reason: 'authentication_failed' };
    await ledger.move(reference, { from: 'requiresAction', at: now(), ...end });
    return isOpen;
  };

function answerOf(row: LedgerRow | null): Lookup {
  if (!row) return { status: 'unknown' };
  switch (row.status) {
    case 'pending':
      return { status: 'pending' };
    case 'requiresAction':
      return { status: 'requiresAction', reference: row.key, clientSecret: `${row.key}_secret`, actionUrl: null };
    case 'declined':
      return { status: 'declined', reason: row.reason ?? 'declined' };
    case 'voided':
      return { status: 'declined', reason: 'authorization_ended' };
    default:
      return { status: 'authorized', reference: row.key };
  }
}

function refundAnswerOf(row: LedgerRow | null, key: string, now: Date): RefundAnswer {
  const refund = row?.refunds.find((each) => each.key === key);
  if (!refund) return { status: 'refused', reason: 'amount_too_large' };
  return { status: refund.arrivesAt > now ? 'pending' : 'succeeded' };
}
