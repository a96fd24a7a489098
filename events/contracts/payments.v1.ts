import { z } from 'zod';
import { envelope, money } from './envelope.ts';

export const topic = 'payments.v1';

const payment = { paymentId: z.uuid(), orderId: z.uuid(), customerId: z.uuid(), amount: money };

/** What became of payments. Message key: `paymentId`. No card data. */
export const paymentEvent = z.discriminatedUnion('type', [
  envelope('PaymentProcessed', {
    ...payment,
    status: z.enum(['SUCCEEDED', 'DECLINED', 'FAILED', 'VOIDED']),
    /** The provider's word for a refusal, such as `card_declined`. */
    reason: z.string().optional(),
    processedAt: z.iso.datetime(),
  }),
  /** One refund. `amount` is what was paid; without `refundAmount` all of it went back. */
  envelope('PaymentRefunded', {
    ...payment,
    refundId: z.uuid().optional(),
    refundAmount: money.optional(),
    /** This refund and all earlier ones of the payment. */
    refundedTotal: money.optional(),
    refundedAt: z.iso.datetime(),
  }),
]);

export type PaymentEvent = z.infer<typeof paymentEvent>;
