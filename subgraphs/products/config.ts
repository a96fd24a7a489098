import { z } from 'zod';
import { knowsPublicUrl, publicUrlNeeded, publicVariables, serviceUrls } from '#kernel/config.ts';
import { CURRENCY } from '../currency.ts';
import { subgraphVariables } from '../runtime.ts';

export const productsConfig = z
  .object({
    ...subgraphVariables,
    ...publicVariables,
    CURRENCY,
    /** Where the orders subgraph answers; by default its port on this machine. Replicas are separated by commas. */
    ORDERS_URL: serviceUrls.optional(),
  })
  .refine(knowsPublicUrl, publicUrlNeeded);
