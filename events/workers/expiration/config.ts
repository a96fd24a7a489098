import { z } from 'zod';
import { serviceUrls } from '#kernel/config.ts';
import { workerVariables } from '../runtime.ts';

export const expirationConfig = z.object({
  ...workerVariables,
  /** Where the orders subgraph answers; by default its port on this machine. Replicas are separated by commas. */
  ORDERS_URL: serviceUrls.optional(),
});
