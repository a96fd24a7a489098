import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import { formatMoney } from '#kernel/money.ts';
import type { Addressee, Templates } from '../template.ts';
import { facts, letter, orderFact, orderNumber, paragraph } from './words.ts';

type Processed = Extract<PaymentEvent, { type: 'PaymentProcessed' }>;

export const payments: Pick<Templates, PaymentEvent['type']> = {
  PaymentProcessed: (event, to) => processed(event, to),
  PaymentRefunded: ({ data: { orderId, amount } }, to) =>
    letter(
      `Refund for your order ${orderNumber(orderId)}`,
      to,
      paragraph(`We gave ${formatMoney(amount)} back to your card. It may take your bank some days to show it.`),
      facts(orderFact(orderId), { label: 'Refunded', value: formatMoney(amount) }),
    ),
};

const words = {
  SUCCEEDED: { subject: 'Payment received', text: 'Your payment went through.', label: 'Paid' },
  DECLINED: {
    subject: 'Payment declined',
    text: 'Your payment was declined and nothing was taken. As long as the order waits, you can pay another way.',
    label: 'Not paid',
  },
  FAILED: {
    subject: 'Payment failed',
    text: 'Your payment did not go through and nothing was taken. As long as the order waits, you can pay another way.',
    label: 'Not paid',
  },
  VOIDED: {
    subject: 'Payment given back',
    text: 'The order could no longer be paid, so nothing was taken from your card.',
    label: 'Not taken',
  },
} as const satisfies Record<Processed['data']['status'], { subject: string; text: string; label: string }>;

function processed({ data: { status, orderId, amount } }: Processed, to: Addressee) {
  const { subject, text, label } = words[status];
  return letter(
    `${subject} for your order ${orderNumber(orderId)}`,
    to,
    paragraph(text),
    facts(orderFact(orderId), { label, value: formatMoney(amount) }),
  );
}
