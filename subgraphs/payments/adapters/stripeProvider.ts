import Stripe from 'stripe';
import { AppError } from '#kernel/errors.ts';
import type { Authorization, AuthorizeRequest, PaymentProvider, RefundAnswer, RefundRequest } from '../ports.ts';
import { declineReasonOf, isAboutPayment, refundAnswerOf, stripeAmountOf } from './stripeAnswers.ts';
import { asked, isWrongState } from './stripeErrors.ts';

type Intent = Stripe.PaymentIntent;

/** Cards over Stripe's PaymentIntents with manual capture. A reference is the intent's id. */
export function makeStripeProvider(stripe: Stripe): PaymentProvider {
  return {
    authorize: (request) => asked(() => authorize(stripe, request)),
    // Stripe finds nothing by key but by making the same call again, which it then answers with the same intent.
    lookup: ({ reference }) =>
      reference === null
        ? Promise.resolve({ status: 'unknown' })
        : asked(async () => opinionOf(stripe, await stripe.paymentIntents.retrieve(reference))),
    capture: (reference) => asked(() => capture(stripe, reference)),
    void: (reference) => asked(() => giveBack(stripe, reference)),
    refund: (request) => asked(() => refund(stripe, request)),
  };
}

async function authorize(stripe: Stripe, request: AuthorizeRequest): Promise<Authorization> {
  try {
    const intent = await stripe.paymentIntents.create(intentOf(request), { idempotencyKey: request.key });
    // A repeated call is answered with what the first one was told, not with how things stand now.
    const wasTold = intent.lastResponse.headers['idempotent-replayed'] === 'true';
    return await opinionOf(stripe, wasTold ? await stripe.paymentIntents.retrieve(intent.id) : intent);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) {
      return await close(stripe, error.payment_intent.id, declineReasonOf(error));
    }
    if (isAboutPayment(error)) return { status: 'declined', reason: declineReasonOf(error) };
    throw error;
  }
}

const intentOf = ({ key, paymentId, orderId, paymentToken, amount }: AuthorizeRequest) =>
  ({
    amount: stripeAmountOf(amount),
    currency: amount.currency.toLowerCase(),
    payment_method: paymentToken,
    allowed_payment_method_types: ['card'],
    capture_method: 'manual',
    confirm: true,
    // The bank's challenge is shown by Stripe's library in the browser.
    use_stripe_sdk: true,
    metadata: { key, paymentId, orderId },
  }) satisfies Stripe.PaymentIntentCreateParams;

async function opinionOf(stripe: Stripe, intent: Intent): Promise<Authorization> {
  const { id: reference, client_secret: clientSecret, next_action: action, last_payment_error: failure } = intent;
  switch (intent.status) {
    case 'requires_capture':
    case 'succeeded':
      return { status: 'authorized', reference };
    case 'processing':
      return { status: 'pending' };
    case 'requires_action':
      if (clientSecret === null) throw new AppError('INTERNAL', 'NO_CLIENT_SECRET', 'an intent without its secret');
      return { status: 'requiresAction', reference, clientSecret, actionUrl: action?.redirect_to_url?.url ?? null };
    case 'requires_payment_method':
    case 'requires_confirmation':
      return close(stripe, reference, declineReasonOf(failure));
    case 'canceled':
      return { status: 'declined', reason: failure ? declineReasonOf(failure) : 'authorization_ended' };
    default:
      throw new AppError('INTERNAL', 'UNKNOWN_INTENT_STATUS', `an intent is ${intent.status}`);
  }
}

/** Else the buyer's browser, which has the secret, could confirm a payment that we take for declined. */
async function close(stripe: Stripe, reference: string, reason: string): Promise<Authorization> {
  try {
    await stripe.paymentIntents.cancel(reference);
    return { status: 'declined', reason };
  } catch (error) {
    if (!isWrongState(error)) throw error;
    const intent = await stripe.paymentIntents.retrieve(reference);
    return intent.status === 'canceled' ? { status: 'declined', reason } : opinionOf(stripe, intent);
  }
}

async function capture(stripe: Stripe, reference: string): ReturnType<PaymentProvider['capture']> {
  try {
    await stripe.paymentIntents.capture(reference);
    return { status: 'captured' };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return { status: 'refused', reason: declineReasonOf(error) };
    if (!isWrongState(error)) throw error;
    const { status } = await stripe.paymentIntents.retrieve(reference);
    if (status === 'succeeded') return { status: 'captured' };
    if (status === 'processing') throw stillBusy();
    return { status: 'refused', reason: 'authorization_ended' };
  }
}

async function giveBack(stripe: Stripe, reference: string): ReturnType<PaymentProvider['void']> {
  try {
    await stripe.paymentIntents.cancel(reference);
    return 'voided';
  } catch (error) {
    if (!isWrongState(error)) throw error;
    const { status } = await stripe.paymentIntents.retrieve(reference);
    if (status === 'canceled') return 'voided';
    if (status === 'succeeded') return 'captured';
    throw stillBusy();
  }
}

const stillBusy = () => new AppError('UNAVAILABLE', 'PROVIDER_BUSY', 'Stripe is still working on this payment');

/** Keys are forgotten after a day or so, and what was refunded is not: so the list is read before a refund is made. */
async function refund(stripe: Stripe, { key, paymentId, reference, amount }: RefundRequest): Promise<RefundAnswer> {
  const { data } = await stripe.refunds.list({ payment_intent: reference, limit: 100 });
  const known = data.find(({ metadata }) => metadata?.['refundId'] === key);
  if (known) return refundAnswerOf(known);
  try {
    const metadata = { refundId: key, paymentId };
    const wanted = { payment_intent: reference, amount: stripeAmountOf(amount), metadata };
    return refundAnswerOf(await stripe.refunds.create(wanted, { idempotencyKey: key }));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { status: 'refused', reason: error.code ?? 'refused' };
  }
}
