import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { Templates } from '../template.ts';
import { facts, formatDate, items, letter, orderFact, orderNumber, paragraph } from './words.ts';

export const orders: Pick<Templates, OrderIntegrationEvent['type']> = {
  // Nothing is held yet; the next event tells.
  OrderPlaced: null,
  OrderAwaitingPayment: ({ data: { orderId, lines, total, expiresAt } }, to) =>
    letter(
      `We received your order ${orderNumber(orderId)}`,
      to,
      paragraph(`Everything is set aside for you. Please pay by ${formatDate(expiresAt)}; then we let it go.`),
      items(lines, total),
      facts(orderFact(orderId), { label: 'Pay by', value: formatDate(expiresAt) }),
    ),
  // Whoever ordered got this as the immediate answer.
  OrderFailed: null,
  OrderPaymentStarted: null,
  // The payment's own mail tells.
  OrderPaymentFailed: null,
  OrderPaid: ({ data: { orderId, lines, total } }, to) =>
    letter(
      `Your order ${orderNumber(orderId)} is confirmed`,
      to,
      paragraph('Thank you! It is paid, and we are about to prepare it.'),
      items(lines, total),
      facts(orderFact(orderId)),
    ),
  // Nothing that a customer would wait for.
  OrderFulfilling: null,
  OrderShipped: ({ data: { orderId } }, to) =>
    letter(
      `Your order ${orderNumber(orderId)} is on its way`,
      to,
      paragraph('It has left our house.'),
      facts(orderFact(orderId)),
    ),
  OrderDelivered: ({ data: { orderId } }, to) =>
    letter(
      `Your order ${orderNumber(orderId)} was delivered`,
      to,
      paragraph('We hope you enjoy it.'),
      facts(orderFact(orderId)),
    ),
  OrderExpired: ({ data: { orderId } }, to) =>
    letter(
      `Your order ${orderNumber(orderId)} has expired`,
      to,
      paragraph(
        'It was not paid in time, so we let its products go. Nothing was charged. You can order again any time.',
      ),
      facts(orderFact(orderId)),
    ),
  OrderCancelled: ({ data: { orderId, cancelledBy, paymentId } }, to) =>
    letter(
      `Your order ${orderNumber(orderId)} is cancelled`,
      to,
      paragraph(cancelledBy === 'customer' ? 'As you asked, we cancelled it.' : 'We are sorry: we had to cancel it.'),
      paragraph(paymentId ? 'Your money is on its way back to you.' : 'Nothing was charged.'),
      facts(orderFact(orderId)),
    ),
  // The payment's own mail tells.
  OrderRefunded: null,
};
