import { z } from 'zod';
import { subgraphVariables } from '../runtime.ts';

export const notificationsConfig = z.object({
  ...subgraphVariables,
  /** Who push services may write to: a mailto: or https: address. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:|https:\/\/)\S+$/, 'must begin with mailto: or https://')
    .default('mailto:shop@bazaar.example'),
  /** Web Push keys, base64url; both or none. Without them the shop makes some once and keeps them in its database. */
  VAPID_PUBLIC_KEY: z.string().optional(),
  /** What belongs to `VAPID_PUBLIC_KEY`. */
  VAPID_PRIVATE_KEY: z.string().optional().meta({ secret: true }),
});

export type NotificationsConfig = z.infer<typeof notificationsConfig>;
