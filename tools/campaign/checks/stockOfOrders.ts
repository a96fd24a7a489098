import type { Finding } from '../types.ts';
import type { Evidence, Hold } from './evidence.ts';
import { Look } from './finding.ts';
import { bookOrders, keyOfLines, type OrderBook } from './orderBooks.ts';

type Sources = Pick<Evidence, 'orderEvents' | 'holds'>;
type Status = Hold['status'] | 'none';

/** What an order of each status has of the stock. */
const OF_STATUS: Readonly<Record<OrderBook['status'], readonly Status[]>> = {
  NEW: ['none'],
  PENDING: ['none', 'HELD'],
  AWAITING_PAYMENT: ['HELD'],
  PAYING: ['HELD'],
  PAID: ['COMMITTED'],
  FULFILLING: ['COMMITTED'],
  SHIPPED: ['COMMITTED'],
  DELIVERED: ['COMMITTED'],
  FAILED: ['none', 'RELEASED'],
  EXPIRED: ['none', 'RELEASED'],
  CANCELLED: ['none', 'RELEASED'],
};
/** A sale comes back only where an operator wants it. */
const SOLD_THEN_CANCELLED: readonly Status[] = ['COMMITTED', 'RETURNED'];

/** V4: what is held and sold belongs to an order, and each order has what its status says. */
export function stockOfOrders({ orderEvents, holds }: Sources): Finding {
  const look = new Look('V4', 'stock-of-orders');
  const books = bookOrders(orderEvents);
  const byOrder = new Map(holds.map((hold) => [hold.orderId, hold]));
  for (const { orderId, status, wasPaid } of books.values()) {
    const has = byOrder.get(orderId)?.status ?? 'none';
    const may = status === 'CANCELLED' && wasPaid ? SOLD_THEN_CANCELLED : OF_STATUS[status];
    look.at(!may.includes(has) && `order ${orderId} is ${status}, its stock is ${has}`);
  }
  for (const { orderId, status } of holds)
    look.at(!books.has(orderId) && `stock is ${status} for order ${orderId}, which is not there`);
  return look.finding();
}

/** V5: of every order all lines are held or sold, or none. */
export function allLinesOrNone({ orderEvents, holds }: Sources): Finding {
  const look = new Look('V5', 'all-lines-or-none');
  const books = bookOrders(orderEvents);
  for (const { orderId, wanted, heldLines } of books.values())
    look.at(
      heldLines &&
        keyOfLines(heldLines) !== keyOfLines(wanted) &&
        `order ${orderId} wanted ${keyOfLines(wanted)} and was told of ${keyOfLines(heldLines)}`,
    );
  for (const { orderId, status, lines } of holds) {
    const wanted = keyOfLines(books.get(orderId)?.wanted ?? []);
    const isTombstone = status === 'RELEASED' && lines.length === 0;
    look.at(
      !isTombstone &&
        keyOfLines(lines) !== wanted &&
        `order ${orderId} wanted ${wanted}, ${status} is ${keyOfLines(lines)}`,
    );
  }
  return look.finding();
}
