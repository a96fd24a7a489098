import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { Fact, Letter } from '../letter.ts';
import { aboutOrder, letter, moneyIn, orderNumber, paragraph } from './blocks.ts';
import type { Desk, Templates } from './template.ts';

type Refunded = Extract<PaymentEvent, { type: 'PaymentRefunded' }>;

export const payments: Pick<Templates, PaymentEvent['type']> = {
  PaymentProcessed: ({ data: { orderId, amount, status } }, desk) => {
    const { subject, text, label } = desk.words.payment[status];
    return letter(
      desk,
      subject(orderNumber(orderId)),
      paragraph(text),
      ...aboutOrder(desk, orderId, { label, value: moneyIn(desk, amount) }),
    );
  },
  PaymentRefunded: (event, desk) => refund(event, desk),
};

function refund({ data }: Refunded, desk: Desk): Letter {
  const { orderId, amount, refundAmount = amount, refundedTotal = refundAmount } = data;
  const { refund: said, labels } = desk.words;
  const inPart = refundAmount.amount < amount.amount;
  const money = (label: string, value: typeof amount): Fact => ({ label, value: moneyIn(desk, value) });
  const earlier = refundedTotal.amount > refundAmount.amount ? [money(labels.refundedInAll, refundedTotal)] : [];
  const context = inPart ? [...earlier, money(labels.wasPaid, amount)] : [];
  return letter(
    desk,
    said.subject(orderNumber(orderId)),
    paragraph((inPart ? said.inPart : said.inFull)(moneyIn(desk, refundAmount))),
    ...aboutOrder(desk, orderId, money(labels.refunded, refundAmount), ...context),
  );
}
