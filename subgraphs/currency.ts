import { z } from 'zod';

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The shop's one currency, ISO 4217. Products keep the one they were created with. */
export const CURRENCY = z
  .string()
  .refine((code) => currencies.has(code), 'must be a currency of ISO 4217, such as EUR')
  .default('EUR');
