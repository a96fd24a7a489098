import type { Finding } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { healthyMs } from './healthyTime.ts';
import { bookOrders, type OrderBook } from './orderBooks.ts';
import { isUnfinished, unlawful } from './orderLaws.ts';

type Sources = Pick<Evidence, 'orderEvents' | 'messages' | 'injuries'>;

const ENDED_WITHIN_MS = 60_000;

/** V6: every order has come to an end, and nobody waits to wake it any more. */
export function ordersFinished({ orderEvents, timers }: Pick<Evidence, 'orderEvents' | 'timers'>): Finding {
  const look = new Look('V6', 'orders-finished');
  const books = bookOrders(orderEvents);
  for (const { orderId, status } of books.values())
    look.at(isUnfinished(status) && `order ${orderId} is still ${status}`);
  for (const orderId of timers) look.at(`order ${orderId} (${books.get(orderId)?.status}) still has a timer`);
  return look.finding();
}

/**
 * V6: every order has ended within 60 s of healthy operation after its deadline. Real time as the topics have it, since the
 * shop's clock may jump: then the deadline came earlier than is reckoned here, by the length of a hold at most.
 */
export function ordersEndInTime({ orderEvents, messages, injuries: { faults, startedAt } }: Sources): Finding {
  const look = new Look('V6', 'orders-end-in-time');
  const toldAt = firstTold(messages, startedAt);
  const lastAt = Math.max(...toldAt.values());
  for (const { orderId, events, statuses, holdMs } of bookOrders(orderEvents).values()) {
    const end = events[statuses.findIndex((status) => !isUnfinished(status))];
    const placedAt = toldAt.get(events[0]?.id ?? '');
    const endedAt = toldAt.get(end?.id ?? '');
    if (placedAt === undefined || endedAt === undefined) continue; // `orders-finished` and `events-published` tell of it
    const deadline = placedAt + holdMs;
    // Where there was no more healthy time than that, it could not have been late.
    if (healthyMs(deadline, lastAt, faults) <= ENDED_WITHIN_MS) continue;
    const lateMs = healthyMs(deadline, endedAt, faults);
    look.at(lateMs > ENDED_WITHIN_MS && `order ${orderId} ended ${Math.round(lateMs / 1_000)} s after its deadline`);
  }
  return look.finding();
}

/** Event → when it was published, in ms since the start. A repeat comes later, and says nothing of when it was. */
function firstTold(messages: Sources['messages'], startedAt: Date): Map<string, number> {
  const times = new Map<string, number>();
  for (const { event, at } of messages) {
    if (!event) continue;
    const ms = at.getTime() - startedAt.getTime();
    times.set(event.id, Math.min(ms, times.get(event.id) ?? ms));
  }
  return times;
}

/** V6: no order went a way that is not promised; above all none left its end. */
export function lawfulHistories({ orderEvents }: Pick<Evidence, 'orderEvents'>): Finding {
  const look = new Look('V6', 'lawful-histories');
  for (const book of bookOrders(orderEvents).values())
    for (let index = 0; index < book.events.length; index += 1) look.at(unlawfulAt(book, index));
  return look.finding();
}

function unlawfulAt({ orderId, events, statuses, deadline }: OrderBook, index: number): string | undefined {
  const recorded = events[index];
  if (!recorded) return undefined;
  const { version, event } = recorded;
  if (version !== index + 1) return `order ${orderId} has no event ${index + 1} before ${event.type} ${version}`;
  const why = unlawful(event, statuses[index - 1] ?? 'NEW', deadline);
  if (why) return `order ${orderId}: ${why}`;
  const wasPaid = events.slice(0, index).some(({ event: { type } }) => type === 'OrderPaid');
  return event.type === 'OrderRefunded' && !wasPaid ? `order ${orderId} was refunded, and never paid` : undefined;
}
