import { z } from 'zod';

export const payOrderInput = z.object({
  orderId: z.string().min(1).max(100),
  paymentToken: z.string().min(1).max(200),
  idempotencyKey: z.string().min(8, 'must have 8 to 100 characters').max(100, 'must have 8 to 100 characters'),
});
