import { z } from 'zod';

export const markNotificationReadInput = z.object({ id: z.string().min(1).max(100) });

export const deliverNotificationInput = z.object({
  eventId: z.uuid(),
  userId: z.uuid(),
  kind: z.enum(['WELCOME', 'ORDER', 'PAYMENT']),
  title: z.string().min(1).max(200),
  body: z.string().min(1).max(2_000),
  orderId: z
    .uuid()
    .nullish()
    .transform((orderId) => orderId ?? null),
});
