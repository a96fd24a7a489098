import { z } from 'zod';

export const payOrderInput = z.object({
  orderId: z.string().min(1).max(100),
  paymentToken: z.string().min(1).max(200),
  idempotencyKey: z.string().min(8, 'must have 8 to 100 characters').max(100, 'must have 8 to 100 characters'),
});

export const refundPaymentInput = z.object({
  paymentId: z.string().min(1).max(100),
  amount: z
    .int()
    .min(1)
    .nullish()
    .transform((amount) => amount ?? null),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]*$/u, 'must not have control characters'),
  idempotencyKey: z.string().min(8, 'must have 8 to 100 characters').max(100, 'must have 8 to 100 characters'),
});

export const completeSandboxChallengeInput = z.object({
  paymentId: z.string().min(1).max(100),
  approve: z.boolean(),
});

/** For services. */
export const paymentStepsInput = z.object({ orderIds: z.array(z.string().min(1).max(100)).min(1).max(100) });
