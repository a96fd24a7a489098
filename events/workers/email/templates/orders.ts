import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { Letter } from '../letter.ts';
import { aboutOrder, dateIn, items, letter, orderNumber, paragraph } from './blocks.ts';
import type { Desk, Templates } from './template.ts';

export const orders: Pick<Templates, OrderIntegrationEvent['type']> = {
  // Nothing is held yet; the next event tells.
  OrderPlaced: null,
  OrderAwaitingPayment: ({ data: { orderId, lines, expiresAt, ...sums } }, desk) => {
    const { orderReceived, labels } = desk.words;
    const payBy = dateIn(desk, expiresAt);
    return letter(
      desk,
      orderReceived.subject(orderNumber(orderId)),
      paragraph(orderReceived.text(payBy)),
      items(desk, lines, sums),
      ...aboutOrder(desk, orderId, { label: labels.payBy, value: payBy }),
    );
  },
  // Whoever ordered got this as the immediate answer.
  OrderFailed: null,
  OrderPaymentStarted: null,
  // The payment's own mail tells.
  OrderPaymentFailed: null,
  OrderPaid: ({ data: { orderId, lines, total, paymentId } }, desk) => {
    const { subject, text, freeText } = desk.words.orderPaid;
    return letter(
      desk,
      subject(orderNumber(orderId)),
      paragraph(paymentId ? text : freeText),
      items(desk, lines, { total }),
      ...aboutOrder(desk, orderId),
    );
  },
  // Nothing that a customer would wait for.
  OrderFulfilling: null,
  OrderShipped: ({ data }, desk) => short(desk, desk.words.orderShipped, data),
  OrderDelivered: ({ data }, desk) => short(desk, desk.words.orderDelivered, data),
  OrderExpired: ({ data }, desk) => short(desk, desk.words.orderExpired, data),
  OrderCancelled: ({ data: { orderId, cancelledBy, paymentId } }, desk) => {
    const { subject, by, refundComes, nothingCharged } = desk.words.orderCancelled;
    return letter(
      desk,
      subject(orderNumber(orderId)),
      paragraph(by[cancelledBy]),
      paragraph(paymentId ? refundComes : nothingCharged),
      ...aboutOrder(desk, orderId),
    );
  },
  // The payment's own mail tells.
  OrderRefunded: null,
};

type Said = { readonly subject: (order: string) => string; readonly text: string };

const short = (desk: Desk, { subject, text }: Said, { orderId }: { orderId: string }): Letter =>
  letter(desk, subject(orderNumber(orderId)), paragraph(text), ...aboutOrder(desk, orderId));
