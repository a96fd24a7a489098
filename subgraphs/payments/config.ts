import { z } from 'zod';
import { serviceUrls } from '#kernel/config.ts';
import { subgraphVariables } from '../runtime.ts';

export const paymentsConfig = z
  .object({
    ...subgraphVariables,
    /** Where the orders subgraph is; this machine by default. */
    ORDERS_URL: serviceUrls.optional(),
    /** Who moves the money of new payments. `sandbox` moves none. */
    PAYMENT_PROVIDER: z.enum(['sandbox', 'stripe']).default('sandbox'),
    /** Stripe's secret or restricted API key. */
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_[\w-]+$/, 'must be a secret or restricted key of Stripe: sk_… or rk_…')
      .optional()
      .meta({ secret: true }),
    /** What Stripe signs webhooks with. */
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[\w+/=-]+$/, 'must be a signing secret of Stripe: whsec_…')
      .optional()
      .meta({ secret: true }),
    /** Where Stripe's API is, for a stand-in or a proxy; its path is not used. */
    STRIPE_API_URL: z.url({ protocol: /^https?$/, error: 'must be a http or https URL' }).optional(),
    /** How long the provider may take to answer while the buyer waits, in milliseconds. */
    PAYMENT_TIMEOUT_MS: z.coerce.number().int().min(1).max(20_000).default(3_000),
    /** How long after the call the sandbox decides its late tokens, in milliseconds. */
    SANDBOX_LATE_MS: z.coerce.number().int().min(0).default(5_000),
    /** How long a payment waits before another process takes its driver for dead, in milliseconds; two drivers do no harm. */
    PAYMENT_LEASE_MS: z.coerce.number().int().min(0).default(6_000),
  })
  .refine((config) => !mentionsStripe(config) || config.STRIPE_SECRET_KEY !== undefined, {
    path: ['STRIPE_SECRET_KEY'],
    message: 'is needed for Stripe: the secret or restricted key of your account',
  })
  .refine((config) => !mentionsStripe(config) || config.STRIPE_WEBHOOK_SECRET !== undefined, {
    path: ['STRIPE_WEBHOOK_SECRET'],
    message: 'is needed for Stripe: the signing secret of your webhook',
  })
  .refine(({ NODE_ENV, STRIPE_API_URL: url }) => NODE_ENV !== 'production' || !url || url.startsWith('https:'), {
    path: ['STRIPE_API_URL'],
    message: 'must be a https URL in production',
  });

type StripeVariables = {
  readonly [Name in 'PAYMENT_PROVIDER' | 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET']?: string | undefined;
};

/** One of the two secrets alone is of no use. */
const mentionsStripe = ({ PAYMENT_PROVIDER, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET }: StripeVariables): boolean =>
  PAYMENT_PROVIDER === 'stripe' || STRIPE_SECRET_KEY !== undefined || STRIPE_WEBHOOK_SECRET !== undefined;
