import type { Finding } from '../types.ts';
import type { SeenStream } from '../workload/operationLog.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { bookOrders, type OrderBook } from './orderBooks.ts';
import { isFinal } from './orderLaws.ts';

/**
 * V11: each stream told every change from its first on, in order and once, as that change left the order, to the last one.
 * Only a customer who had seen enough has missed the rest; whoever was still looking at the end of it all has not.
 */
export function streamsComplete({ log, orderEvents }: Pick<Evidence, 'log' | 'orderEvents'>): Finding {
  const look = new Look('V11', 'streams-complete');
  const books = bookOrders(orderEvents);
  for (const stream of log.streams) look.at(incompletenessOf(stream, books.get(stream.orderId)));
  return look.finding();
}

function incompletenessOf({ orderId, changes, closedBy }: SeenStream, book: OrderBook | undefined): string | undefined {
  const say = (what: string) => `a stream of order ${orderId} ${what}`;
  if (!book) return say('told of an order that is not there');
  for (const [index, { version, status }] of changes.entries()) {
    const before = changes[index - 1]?.version;
    if (before !== undefined && version !== before + 1) return say(`told ${version} behind ${before}`);
    const was = book.statuses[version - 1];
    if (was !== status) return say(`told ${status} as change ${version}, which was ${was}`);
  }
  if (closedBy === 'lost') return say('could not be opened again');
  if (closedBy === 'customer') return undefined;
  const last = changes.at(-1)?.version ?? 0;
  if (last < lastTold(book)) return say(`was told ${last} of ${lastTold(book)} changes`);
  return closedBy === 'shop' && !isFinal(book.status) ? say(`was ended, and the order is ${book.status}`) : undefined;
}

/** A stream ends with the first final status; a refund may still follow that. */
function lastTold({ statuses }: OrderBook): number {
  const end = statuses.findIndex(isFinal);
  return end === -1 ? statuses.length : end + 1;
}
