import { transitions } from '#subgraphs/orders/domain/transitions.ts';
import type { Finding } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { bookOrders, type OrderBook } from './orderBooks.ts';

const UNFINISHED: readonly string[] = ['NEW', 'PENDING', 'AWAITING_PAYMENT', 'PAYING'];

/** V6: every order has come to an end, and nobody waits to wake it any more. */
export function ordersFinished({ orderEvents, timers }: Pick<Evidence, 'orderEvents' | 'timers'>): Finding {
  const look = new Look('V6', 'orders-finished');
  const books = bookOrders(orderEvents);
  for (const { orderId, status } of books.values())
    look.at(UNFINISHED.includes(status) && `order ${orderId} is still ${status}`);
  for (const orderId of timers) look.at(`order ${orderId} (${books.get(orderId)?.status}) still has a timer`);
  return look.finding();
}

/** V6: no order went a way that the table of its life does not have; above all none left its end. */
export function lawfulHistories({ orderEvents }: Pick<Evidence, 'orderEvents'>): Finding {
  const look = new Look('V6', 'lawful-histories');
  for (const book of bookOrders(orderEvents).values()) {
    const placed = book.events.find(({ event }) => event.type === 'OrderPlaced')?.event;
    const deadline = placed?.type === 'OrderPlaced' ? placed.expiresAt : undefined;
    for (let index = 0; index < book.events.length; index += 1) look.at(unlawfulAt(book, index, deadline));
  }
  return look.finding();
}

function unlawfulAt({ orderId, events, statuses }: OrderBook, index: number, deadline: Date | undefined) {
  const recorded = events[index];
  if (!recorded) return undefined;
  const { version, event } = recorded;
  const before = statuses[index - 1] ?? 'NEW';
  if (version !== index + 1) return `order ${orderId} has no event ${index + 1} before ${event.type} ${version}`;
  const ways = transitions.filter((way) => way.event === event.type && way.from.includes(before));
  if (ways.length === 0) return `order ${orderId} was ${before} when ${event.type} happened`;
  const isInTime = ways.some(
    (way) => !deadline || !way.deadline || event.at < deadline === (way.deadline === 'before'),
  );
  return isInTime ? undefined : `order ${orderId}: ${event.type} on the wrong side of its deadline`;
}
