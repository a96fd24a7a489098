import { z } from 'zod';
import { workerVariables } from '../runtime.ts';

export const expirationConfig = z.object({
  ...workerVariables,
  /** Where the orders subgraph answers; by default its port on this machine. */
  ORDERS_URL: z.url().optional(),
});
