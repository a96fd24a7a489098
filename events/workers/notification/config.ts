import { z } from 'zod';
import { workerVariables } from '../runtime.ts';

export const notificationConfig = z.object({
  ...workerVariables,
  /** Where the users subgraph answers; by default its port on this machine. */
  USERS_URL: z.url().optional(),
  /** Where the notifications subgraph answers; by default its port on this machine. */
  NOTIFICATIONS_URL: z.url().optional(),
});
