import { z } from 'zod';
import { serviceUrls } from '#kernel/config.ts';
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
  /** Where the products subgraph answers; by default its port on this machine. Replicas are separated by commas. */
  PRODUCTS_URL: serviceUrls.optional(),
  /** Where the payments subgraph answers, for timelines of orders; by default its port on this machine. Replicas are separated by commas. */
  PAYMENTS_URL: serviceUrls.optional(),
  /** Where the notifications subgraph answers, for timelines of orders; by default its port on this machine. Replicas are separated by commas. */
  NOTIFICATIONS_URL: serviceUrls.optional(),
});
