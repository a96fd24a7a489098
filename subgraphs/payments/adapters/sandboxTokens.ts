import type { LedgerStatus } from './sandboxLedger.ts';

/** What a test token makes the sandbox do; docs/payments.md tells it to users. */
export type Behaviour = {
  readonly status: Extract<LedgerStatus, 'authorized' | 'declined' | 'pending' | 'requiresAction'>;
  readonly reason?: string;
  /** `authorize` does not answer. */
  readonly isSilent?: boolean;
  readonly capture?: 'refused';
  readonly refund?: 'refused' | 'late';
};

const behaviours: Readonly<Record<string, Behaviour>> = {
  tok_success: { status: 'authorized' },
  tok_declined: { status: 'declined', reason: 'card_declined' },
  tok_insufficient_funds: { status: 'declined', reason: 'insufficient_funds' },
  tok_requires_action: { status: 'requiresAction' },
  tok_timeout: { status: 'pending', isSilent: true },
  tok_succeeds_late: { status: 'pending' },
  tok_capture_refused: { status: 'authorized', capture: 'refused' },
  tok_refund_refused: { status: 'authorized', refund: 'refused' },
  tok_refund_late: { status: 'authorized', refund: 'late' },
};

/** Any token that is not known is declined. */
export const behaviourOf = (paymentToken: string): Behaviour =>
  Object.hasOwn(behaviours, paymentToken) ? (behaviours[paymentToken] ?? invalid) : invalid;

const invalid: Behaviour = { status: 'declined', reason: 'invalid_token' };
