import { z } from 'zod';
import { CURRENCY } from '../currency.ts';
import { subgraphVariables } from '../runtime.ts';

export const ordersConfig = z.object({
  ...subgraphVariables,
  CURRENCY,
  /** How long an unpaid order and its stock are held, in milliseconds. */
  ORDER_HOLD_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(15 * 60_000),
  /** Where the products subgraph answers; by default its port on this machine. */
  PRODUCTS_URL: z.url().optional(),
  /** Where the payments subgraph answers, for timelines of orders; by default its port on this machine. */
  PAYMENTS_URL: z.url().optional(),
  /** Where the notifications subgraph answers, for timelines of orders; by default its port on this machine. */
  NOTIFICATIONS_URL: z.url().optional(),
});
