import { z } from 'zod';
import { knowsPublicUrl, publicUrlNeeded, publicVariables } from '#kernel/config.ts';
import { CURRENCY } from '../currency.ts';
import { subgraphVariables } from '../runtime.ts';

export const productsConfig = z
  .object({
    ...subgraphVariables,
    ...publicVariables,
    CURRENCY,
    /** Where the orders subgraph answers; by default its port on this machine. */
    ORDERS_URL: z.url().optional(),
  })
  .refine(knowsPublicUrl, publicUrlNeeded);
