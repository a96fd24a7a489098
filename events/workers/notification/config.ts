import { z } from 'zod';
import { serviceUrls } from '#kernel/config.ts';
import { workerVariables } from '../runtime.ts';

export const notificationConfig = z.object({
  ...workerVariables,
  /** Where the users subgraph answers; by default its port on this machine. Replicas are separated by commas. */
  USERS_URL: serviceUrls.optional(),
  /** Where the notifications subgraph answers; by default its port on this machine. Replicas are separated by commas. */
  NOTIFICATIONS_URL: serviceUrls.optional(),
});
