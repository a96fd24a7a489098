import { z } from 'zod';
import { subgraphVariables } from '../runtime.ts';

export const paymentsConfig = z.object({
  ...subgraphVariables,
  /** Where the orders subgraph is; this machine by default. */
  ORDERS_URL: z.url().optional(),
  /** How long the provider may take to answer while the buyer waits, in milliseconds. */
  PAYMENT_TIMEOUT_MS: z.coerce.number().int().min(1).max(20_000).default(3_000),
  /** How long after the call the sandbox decides `tok_timeout`, in milliseconds. */
  SANDBOX_LATE_MS: z.coerce.number().int().min(0).default(5_000),
  /** How long a payment waits before another process takes its driver for dead, in milliseconds; two drivers do no harm. */
  PAYMENT_LEASE_MS: z.coerce.number().int().min(0).default(6_000),
});
