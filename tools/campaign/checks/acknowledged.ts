import type { Finding } from '../types.ts';
import type { LoggedOrder } from '../workload/operationLog.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { bookOrders, keyOfLines, type OrderBook } from './orderBooks.ts';

type Sources = Pick<Evidence, 'log' | 'orderEvents' | 'placements'>;

/** V10: whatever a customer was told is so. */
export function acknowledgedIsDurable({ log, orderEvents }: Pick<Sources, 'log' | 'orderEvents'>): Finding {
  const look = new Look('V10', 'acknowledged-is-durable');
  const books = bookOrders(orderEvents);
  for (const order of log.orders) look.at(untrueOf(order, books.get(order.orderId)));
  return look.finding();
}

function untrueOf(order: LoggedOrder, book: OrderBook | undefined): string | undefined {
  const { orderId, told, unanswered } = order;
  if (!book) return `order ${orderId} was promised, and is not there`;
  const { status, customerId, wanted, heldLines } = book;
  const say = (what: string) =>
    `order ${orderId}, told ${told}${unanswered ? `, no answer to ${unanswered}` : ''}: ${what}`;
  if (customerId !== order.customerId) return say(`it is of ${customerId}, not of ${order.customerId}`);
  if (keyOfLines(wanted) !== keyOfLines(order.lines))
    return say(`it has ${keyOfLines(wanted)}, not ${keyOfLines(order.lines)}`);
  if (!heldLines) return say('its stock was never held');
  const isCancelled = status === 'CANCELLED';
  if (told === 'cancelled') return isCancelled ? undefined : say(`it is ${status}`);
  if (isCancelled && unanswered !== 'cancel') return say('it is CANCELLED');
  if (told === 'paid') return book.wasPaid ? undefined : say(`it is ${status}`);
  return book.wasPaid && unanswered !== 'pay' ? say(`it is ${status}`) : undefined;
}

/** V10: a key stands for one order, and for the one that its customer was told of. */
export function oneOrderPerKey({ log, orderEvents, placements }: Sources): Finding {
  const look = new Look('V10', 'one-order-per-key');
  const bound = new Map(placements.map(({ id, orderId }) => [id, orderId]));
  for (const { customerId, idempotencyKey, orderId } of log.orders) {
    const found = bound.get(`${customerId}:${idempotencyKey}`);
    look.at(
      found !== orderId && `the key ${idempotencyKey} stands for order ${found}, its customer was told of ${orderId}`,
    );
  }
  const known = new Set(log.orders.map(({ orderId }) => orderId));
  const lost = (log.unansweredPlacements ?? []).flatMap(
    ({ customerId, idempotencyKey }) => bound.get(`${customerId}:${idempotencyKey}`) ?? [],
  );
  const explained = new Set([...known, ...lost]);
  const customers = new Set(log.orders.map(({ customerId }) => customerId));
  for (const { orderId, customerId, heldLines, status } of bookOrders(orderEvents).values()) {
    if (customerId === undefined || !customers.has(customerId)) continue;
    look.at(
      heldLines &&
        !explained.has(orderId) &&
        `order ${orderId} (${status}) was made, and nobody knows who asked for it`,
    );
  }
  return look.finding();
}

/** V10: no customer got an answer that the shop does not promise. */
export function answersAsPromised({ log }: Pick<Evidence, 'log'>): Finding {
  const look = new Look('V10', 'answers-as-promised');
  for (const _order of log.orders) look.at(undefined);
  for (const violation of log.violations) look.at(violation);
  return look.finding();
}

/** V10: what people see of an order is what its events say. */
export function viewsEqualReplay({ views }: Pick<Evidence, 'views'>): Finding {
  const { orders, different, examples, orphans } = views;
  const broken = examples.map(
    (orderId) => `the view of order ${orderId} is not what its events say (${different} in all)`,
  );
  if (orphans > 0) broken.push(`${orphans} views have no events`);
  return { promise: 'V10', check: 'views-equal-replay', looked: orders, broken };
}
