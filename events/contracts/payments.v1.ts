import { z } from 'zod';
import { envelope, money } from './envelope.ts';

export const topic = 'payments.v1';

const payment = {
  paymentId: z.uuid(),
  orderId: z.uuid(),
  customerId: z.uuid(),
  amount: money.describe('what was paid, or was to be'),
};

export const paymentEvent = z
  .discriminatedUnion('type', [
    envelope('PaymentProcessed', {
      ...payment,
      status: z.enum(['SUCCEEDED', 'DECLINED', 'FAILED', 'VOIDED']),
      reason: z.string().optional().describe("the provider's word for a refusal, such as `card_declined`"),
      processedAt: z.iso.datetime().describe('shop time'),
    }).describe('A payment has come to its end.'),
    envelope('PaymentRefunded', {
      ...payment,
      refundId: z.uuid().optional(),
      refundAmount: money.optional().describe('what went back; without it, all that was paid'),
      refundedTotal: money.optional().describe('this refund and all earlier ones of the payment'),
      refundedAt: z.iso.datetime().describe('shop time'),
    }).describe('Money went back, in part or in full.'),
  ])
  .meta({ key: 'paymentId', description: 'What became of payments. No card data.' });

export type PaymentEvent = z.infer<typeof paymentEvent>;
