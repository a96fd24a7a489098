import { given } from '#testing/given.ts';
import { evolve, type Order, orderDecider } from './order.ts';
import type { Failure, HeldLine, Money, OrderEvent } from './orderEvents.ts';

/** What may have happened to an order, for the tests of the domain. */
export const noon = new Date('2030-01-01T12:00:00Z');
export const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
export const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
export const lines = [{ productId: 'p1', quantity: 2 }];
export const held: HeldLine[] = [
  { productId: 'p1', quantity: 2, name: 'Mug', unitPrice: { amount: 1050, currency: 'EUR' } },
];
export const failure: Failure = { reason: 'OUT_OF_STOCK', message: 'only 1 left', param: 'lines.0', available: 1 };

export const placed = {
  type: 'OrderPlaced',
  customerId: 'u1',
  lines,
  paymentMethod: 'CARD',
  expiresAt: at(15),
  at: noon,
} satisfies OrderEvent;
export const awaiting = {
  type: 'OrderAwaitingPayment',
  lines: held,
  total: { amount: 2100, currency: 'EUR' },
  at: at(0),
} satisfies OrderEvent;
export const paying = { type: 'OrderPaymentStarted', paymentId: 'pay1', at: at(1) } satisfies OrderEvent;
export const paid = { type: 'OrderPaid', paymentId: 'pay1', at: at(2) } satisfies OrderEvent;
export const fulfilling = { type: 'OrderFulfilling', at: at(3) } satisfies OrderEvent;
export const shipped = { type: 'OrderShipped', at: at(4) } satisfies OrderEvent;
export const delivered = { type: 'OrderDelivered', at: at(5) } satisfies OrderEvent;
export const expired = { type: 'OrderExpired', at: at(15) } satisfies OrderEvent;
export const cancelled = { type: 'OrderCancelled', cancelledBy: 'customer', at: at(1) } satisfies OrderEvent;

export const order = (...history: OrderEvent[]) => given(orderDecider, ...history);
export const stateAfter = (...history: OrderEvent[]): Order => history.reduce(evolve, orderDecider.initial);
