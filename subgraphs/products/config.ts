import { z } from 'zod';
import { CURRENCY } from '../currency.ts';
import { subgraphVariables } from '../runtime.ts';

export const productsConfig = z.object({
  ...subgraphVariables,
  CURRENCY,
  /** Where the orders subgraph answers; by default its port on this machine. */
  ORDERS_URL: z.url().optional(),
});
