import type { Intent, Refund } from '#subgraphs/payments/testing/stripeBooks.ts';
import { type Fault, startStripeStandIn } from '#subgraphs/payments/testing/stripeStandIn.ts';
import type { PaymentProvider, ProviderPayment } from './world.ts';

/**
 * What customers pay with, as Stripe's test mode knows them; any other token is declined as `invalid_token`.
 *
 * https://docs.stripe.com/testing
 */
export const paymentTokens = {
  success: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  refusedAtCapture: 'pm_card_refusedAtCapture',
  insufficientFunds: 'pm_card_chargeDeclinedInsufficientFunds',
} as const;

export type RunningProvider = PaymentProvider & { readonly port: number; close(): Promise<void> };

const faultOf: Record<Parameters<PaymentProvider['behave']>[0], Fault | undefined> = {
  well: undefined,
  slow: 'slow',
  lateSuccess: 'drop',
  away: 'hang',
};

/** Stripe's HTTP API with its books, outside of the shop. @param startedAt of the campaign, in ms since 1970. */
export async function startPaymentProvider(startedAt: number): Promise<RunningProvider> {
  const { url, books, breakAll, stop } = await startStripeStandIn();
  return {
    port: Number(new URL(url).port),
    get payments() {
      const refunded = refundedOf(books.refunds);
      return [...books.intents.values()].map((intent) => paymentOf(intent, refunded.get(intent.id) ?? 0, startedAt));
    },
    behave: (as) => breakAll(faultOf[as]),
    close: stop,
  };
}

/** Stripe captures an intent once and refuses the next: a second capture is one of a second intent of the same order. */
const paymentOf = (intent: Intent, refunded: number, startedAt: number): ProviderPayment => ({
  key: intent.metadata['key'] ?? intent.id,
  orderId: intent.metadata['orderId'] ?? '',
  amount: intent.amount,
  state: stateOf(intent),
  captures: intent.status === 'succeeded' ? 1 : 0,
  refunded,
  at: intent.created * 1_000 - startedAt,
});

function stateOf({ status, last_payment_error: failure }: Intent): ProviderPayment['state'] {
  switch (status) {
    case 'requires_capture':
      return 'authorised';
    case 'succeeded':
      return 'captured';
    case 'canceled':
      return failure ? 'declined' : 'voided';
    default:
      return 'declined';
  }
}

function refundedOf(refunds: readonly Refund[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { payment_intent: id, amount } of refunds) sums.set(id, (sums.get(id) ?? 0) + amount);
  return sums;
}
