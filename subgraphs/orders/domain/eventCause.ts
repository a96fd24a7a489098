import type { OrderEvent } from './orderEvents.ts';
import { entryOf, stepOf } from './timeline.ts';

/** What products answers moves a new order, whoever asked: the customer's own request, or the consumer of OrderPlaced. `called`: as the call says. */
export function causeOf(event: OrderEvent, orderId: string, called: string | undefined): string | undefined {
  if (event.type === 'OrderAwaitingPayment' || (event.type === 'OrderPaid' && event.free))
    return stepOf(orderId, 'StockHeld');
  return event.type === 'OrderFailed' ? (called ?? entryOf(orderId, 1)) : called;
}
