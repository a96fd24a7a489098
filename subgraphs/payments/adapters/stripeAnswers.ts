import Stripe from 'stripe';
import type { RefundAnswer } from '../ports.ts';

type Failure = { readonly code?: string | undefined; readonly decline_code?: string | undefined };

/** Stripe's words for what the sandbox says too. */
const OUR_WORDS: Readonly<Record<string, string>> = {
  generic_decline: 'card_declined',
  payment_intent_authentication_failure: 'authentication_failed',
  resource_missing: 'invalid_token',
};

/** Why a payment was declined: the bank's word where there is one. https://docs.stripe.com/declines/codes */
export function declineReasonOf(failure: Failure | null): string {
  const word = failure?.decline_code || failure?.code || 'card_declined';
  return OUR_WORDS[word] ?? word;
}

const BUYERS_MATTER: readonly (string | undefined)[] = ['payment_method', 'amount', 'currency'];

/** A refusal before there was an intent: the token is no good, or Stripe does not take such an amount. */
export const isAboutPayment = (error: unknown): error is Stripe.errors.StripeInvalidRequestError =>
  error instanceof Stripe.errors.StripeInvalidRequestError && BUYERS_MATTER.includes(error.param);

export function refundAnswerOf({ status, failure_reason }: Stripe.Refund): RefundAnswer {
  if (status === 'succeeded') return { status: 'succeeded' };
  if (status === 'failed' || status === 'canceled') return { status: 'refused', reason: failure_reason ?? status };
  return { status: 'pending' };
}

/** Stripe counts these in hundredths, though they have none. https://docs.stripe.com/currencies#special-cases */
const IN_HUNDREDTHS: readonly string[] = ['ISK', 'UGX'];

export const stripeAmountOf = ({ amount, currency }: { amount: number; currency: string }): number =>
  IN_HUNDREDTHS.includes(currency) ? amount * 100 : amount;
