import type Stripe from 'stripe';
import type { z } from 'zod';
import { passing } from '#kernel/crashPoints.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { currentSpan, during } from '#kernel/tracing/span.ts';
import type { paymentsConfig } from '../config.ts';
import type { AnswerChallenge, PaymentProvider, Providers } from '../ports.ts';
import { makeProviders } from '../providers.ts';
import { makeMongoLedger } from './sandboxLedger.ts';
import { makeSandboxBank, makeSandboxProvider } from './sandboxProvider.ts';
import { makeStripeClient } from './stripeClient.ts';
import { makeStripeProvider } from './stripeProvider.ts';

type Opened = {
  readonly providers: Providers;
  /** Undefined in production. */
  readonly answerChallenge: AnswerChallenge | undefined;
  /** Undefined without keys for Stripe. */
  readonly stripe: { readonly stripe: Stripe; readonly webhookSecret: string } | undefined;
};

/** All providers that the configuration knows of; the sandbox is always there, for payments that it has begun. */
export function openProviders(config: z.infer<typeof paymentsConfig>, mongo: Mongo): Opened {
  const ledger = makeMongoLedger(mongo.connection);
  const now = () => new Date();
  const { PAYMENT_TIMEOUT_MS: timeoutMs, SANDBOX_LATE_MS: lateMs } = config;
  const sandbox = traced('sandbox', passed(makeSandboxProvider({ ledger, now, timeoutMs, lateMs })));
  const stripe = openStripe(config);
  const known = { sandbox, ...(stripe && { stripe: traced('stripe', passed(makeStripeProvider(stripe.stripe))) }) };
  return {
    providers: makeProviders(config.PAYMENT_PROVIDER, known),
    answerChallenge: config.NODE_ENV === 'production' ? undefined : makeSandboxBank({ ledger, now }),
    stripe,
  };
}

/** Where it is known at the provider and nowhere else. */
const passed = (provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  authorize: async (request) => {
    const answer = await provider.authorize(request);
    if (answer.status === 'authorized') passing('payments.afterAuthorise');
    return answer;
  },
  capture: async (reference) => {
    const answer = await provider.capture(reference);
    if (answer.status === 'captured') passing('payments.afterCapture');
    return answer;
  },
});

/** Each call is a part of the trace that makes it. */
function traced(name: string, provider: PaymentProvider): PaymentProvider {
  const asking = <Answer>(what: keyof PaymentProvider, ask: () => Promise<Answer>): Promise<Answer> =>
    during(currentSpan()?.child(`${name} ${what}`, 'client'), ask);
  return {
    authorize: (request) => asking('authorize', () => provider.authorize(request)),
    lookup: (known) => asking('lookup', () => provider.lookup(known)),
    capture: (reference) => asking('capture', () => provider.capture(reference)),
    void: (reference) => asking('void', () => provider.void(reference)),
    refund: (request) => asking('refund', () => provider.refund(request)),
  };
}

function openStripe(config: z.infer<typeof paymentsConfig>): Opened['stripe'] {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: apiUrl } = config;
  if (secretKey === undefined || webhookSecret === undefined) return undefined;
  return { stripe: makeStripeClient({ secretKey, apiUrl, timeoutMs: config.PAYMENT_TIMEOUT_MS }), webhookSecret };
}
