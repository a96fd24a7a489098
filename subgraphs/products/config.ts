import { z } from 'zod';
import { subgraphVariables } from '../runtime.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

export const productsConfig = z.object({
  ...subgraphVariables,
  /** The shop's one currency, ISO 4217. Products keep the one they were created with. */
  CURRENCY: z
    .string()
    .refine((code) => currencies.has(code), 'must be a currency of ISO 4217, such as EUR')
    .default('EUR'),
});
