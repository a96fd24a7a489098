import { z } from 'zod';
import { CURRENCY } from '../currency.ts';
import { subgraphVariables } from '../runtime.ts';

export const productsConfig = z.object({
  ...subgraphVariables,
  CURRENCY,
});
