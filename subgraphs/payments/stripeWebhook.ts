import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import Stripe from 'stripe';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import type { WebhookInbox } from './ports.ts';

const TOLERANCE_S = 5 * 60;

/** All of them carry our payment's id in the metadata of their object. */
const HEARD: readonly string[] = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.updated',
  'refund.failed',
];

type Deps = {
  stripe: Stripe;
  webhookSecret: string;
  inbox: WebhookInbox;
  /** Tells the resumer that there is work. */
  wake: () => void;
};

/**
 * `POST /webhooks/stripe`: 200 once the event is recorded, or is none of ours; 400 for a bad signature or one older than
 * five minutes; 413 above 256 KB. Nothing that an event says is believed: it makes payments ask Stripe sooner.
 */
export const stripeWebhook =
  (deps: Deps) =>
  (app: Express): void => {
    app.post('/webhooks/stripe', express.raw({ type: () => true, limit: '256kb' }), receive(deps));
  };

const receive =
  ({ stripe, webhookSecret, inbox, wake }: Deps): RequestHandler =>
  async (request, response) => {
    const event = verified(stripe, request, webhookSecret);
    if (!event) return refuse(request, response);
    const paymentId = paymentIdOf(event);
    if (paymentId !== undefined && HEARD.includes(event.type)) {
      await inbox({ eventId: event.id, type: event.type, paymentId });
      wake();
    }
    response.json({ received: true });
  };

function verified(stripe: Stripe, { body, headers }: Request, secret: string): Stripe.Event | undefined {
  const signature = headers['stripe-signature'];
  if (!Buffer.isBuffer(body) || typeof signature !== 'string') return undefined;
  try {
    return stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_S);
  } catch (error) {
    // A signed body that is no JSON would be Stripe's mistake, and is refused alike.
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}

function refuse(request: Request, response: Response): void {
  const error = new AppError('BAD_USER_INPUT', 'BAD_SIGNATURE', 'the signature is wrong, or too old');
  response.status(400).json({ errors: [formatError(error, requestIdFrom(request.headers[REQUEST_ID_HEADER]))] });
}

function paymentIdOf({ data: { object } }: Stripe.Event): string | undefined {
  const metadata = 'metadata' in object ? object.metadata : undefined;
  const paymentId: unknown = metadata?.['paymentId'];
  return typeof paymentId === 'string' ? paymentId : undefined;
}
