import { describe, expect, it } from 'vitest';
import { type Action, actionsOf } from './actions.ts';
import { endsUnsold, type OrderCommand, wakeAt } from './order.ts';
import type { Actor, OrderEvent } from './orderEvents.ts';
import {
  at,
  awaiting,
  cancelled,
  delivered,
  expired,
  failure,
  fulfilling,
  held,
  lines,
  noon,
  order,
  paid,
  paying,
  placed,
  shipped,
  stateAfter,
} from './orderUnderTest.ts';

describe('placing an order', () => {
  const place: OrderCommand = {
    type: 'PlaceOrder',
    customerId: 'u1',
    lines,
    paymentMethod: 'CARD',
    holdMs: 15 * 60_000,
    now: noon,
  };

  it('records it with its deadline', () => {
    order().when(place).thenEvents(placed);
  });

  it('records it once', () => {
    order(placed).when(place).thenNothing();
  });
});

describe('holding its stock', () => {
  const accept = (minutes: number): OrderCommand => ({
    type: 'AcceptHold',
    lines: held,
    currency: 'EUR',
    now: at(minutes),
  });

  it('freezes names and prices, and sums them up', () => {
    order(placed).when(accept(0)).thenEvents(awaiting);
  });

  it('comes too late at the deadline, so that nobody holds what nobody can pay', () => {
    order(placed).when(accept(15)).thenEvents(expired);
  });

  it('fails with the reason that the customer is told', () => {
    order(placed)
      .when({ type: 'FailOrder', failure, now: at(0) })
      .thenEvents({ type: 'OrderFailed', failure, at: at(0) });
  });

  it.each([
    ['held', [placed, awaiting]],
    ['cancelled', [placed, cancelled]],
    ['expired', [placed, expired]],
  ])('changes nothing for an order that is %s already', (_name, history) => {
    order(...history)
      .when(accept(1))
      .thenNothing();
    order(...history)
      .when({ type: 'FailOrder', failure, now: at(1) })
      .thenNothing();
  });

  it.each([
    ['in another currency than the shop has', { amount: 1, currency: 'USD' }, 'it is not sold in EUR'],
    [
      'too high for a sum',
      { amount: 2 ** 53 - 1, currency: 'EUR' },
      'the order would cost more than the shop can count',
    ],
  ])('fails where a price is %s', (_what, unitPrice, message) => {
    const lines = [...held, { productId: 'p2', quantity: 1, name: 'Hat', unitPrice }];
    order(placed)
      .when({ type: 'AcceptHold', lines, currency: 'EUR', now: noon })
      .thenEvents({
        type: 'OrderFailed',
        failure: { reason: 'PRODUCT_UNAVAILABLE', message, param: 'lines.1' },
        at: noon,
      });
  });
});

describe('expiring', () => {
  const expire = (minutes: number): OrderCommand => ({ type: 'ExpireOrder', now: at(minutes) });

  it('happens at the deadline to an order that nobody pays', () => {
    order(placed).when(expire(15)).thenEvents(expired);
    order(placed, awaiting).when(expire(15)).thenEvents(expired);
  });

  it('does not happen a moment earlier', () => {
    order(placed, awaiting)
      .when({ type: 'ExpireOrder', now: new Date(at(15).getTime() - 1) })
      .thenNothing();
  });

  it('waits for a running payment, and happens when that fails', () => {
    const failed: OrderEvent = { type: 'OrderPaymentFailed', paymentId: 'pay1', at: at(16) };
    order(placed, awaiting, paying).when(expire(16)).thenNothing();
    order(placed, awaiting, paying, failed)
      .when(expire(16))
      .thenEvents({ type: 'OrderExpired', at: at(16) });
  });

  it.each([
    ['paid', [placed, awaiting, paying, paid]],
    ['cancelled', [placed, cancelled]],
    ['expired', [placed, expired]],
  ])('does not happen to an order that is %s', (_name, history) => {
    order(...history)
      .when(expire(60))
      .thenNothing();
  });

  it('is to be looked at when it could happen, and only then', () => {
    expect(wakeAt(stateAfter(placed))).toEqual(at(15));
    expect(wakeAt(stateAfter(placed, awaiting))).toEqual(at(15));
    expect(wakeAt(stateAfter(placed, awaiting, paying))).toBeNull();
    expect(wakeAt(stateAfter(placed, awaiting, paying, paid))).toBeNull();
    expect(wakeAt(stateAfter(placed, expired))).toBeNull();
  });
});

describe('cancelling', () => {
  const cancel = (by: 'customer' | 'admin' = 'customer'): OrderCommand => ({ type: 'CancelOrder', by, now: at(1) });

  it('is possible before payment', () => {
    order(placed).when(cancel()).thenEvents(cancelled);
    order(placed, awaiting)
      .when(cancel('admin'))
      .thenEvents({ ...cancelled, cancelledBy: 'admin' });
  });

  it('names the payment of a paid order, which is then refunded', () => {
    const refundable: OrderEvent = { ...cancelled, paymentId: 'pay1' };
    order(placed, awaiting, paying, paid).when(cancel()).thenEvents(refundable);
    order(placed, awaiting, paying, paid, fulfilling).when(cancel()).thenEvents(refundable);
  });

  it('names no payment after one that failed', () => {
    const failed: OrderEvent = { type: 'OrderPaymentFailed', paymentId: 'pay1', at: at(1) };
    order(placed, awaiting, paying, failed).when(cancel()).thenEvents(cancelled);
  });

  it.each([
    ['is being paid', [placed, awaiting, paying]],
    ['is shipped', [placed, awaiting, paying, paid, fulfilling, shipped]],
    ['is delivered', [placed, awaiting, paying, paid, fulfilling, shipped, delivered]],
    ['has expired', [placed, expired]],
  ])('is refused for an order that %s', (_name, history) => {
    order(...history)
      .when(cancel())
      .thenRefused('ACTION_NOT_ALLOWED');
  });

  it('may be repeated', () => {
    order(placed, cancelled).when(cancel()).thenNothing();
  });
});

describe('moving a paid order along', () => {
  const move = (to: 'FULFILLING' | 'SHIPPED' | 'DELIVERED'): OrderCommand => ({ type: 'MoveOrder', to, now: at(9) });
  const history = [placed, awaiting, paying, paid];

  it('goes step by step', () => {
    order(...history)
      .when(move('FULFILLING'))
      .thenEvents({ ...fulfilling, at: at(9) });
    order(...history, fulfilling)
      .when(move('SHIPPED'))
      .thenEvents({ ...shipped, at: at(9) });
    order(...history, fulfilling, shipped)
      .when(move('DELIVERED'))
      .thenEvents({ ...delivered, at: at(9) });
  });

  it('may be repeated', () => {
    order(...history, fulfilling)
      .when(move('FULFILLING'))
      .thenNothing();
  });

  it('leaves out no step, and goes none back', () => {
    order(...history)
      .when(move('SHIPPED'))
      .thenRefused('ACTION_NOT_ALLOWED');
    order(...history, fulfilling, shipped)
      .when(move('FULFILLING'))
      .thenRefused('ACTION_NOT_ALLOWED');
    order(placed, awaiting).when(move('FULFILLING')).thenRefused('ACTION_NOT_ALLOWED');
  });
});

describe('the end of an order that nobody paid', () => {
  it.each([
    ['a failure', 'OrderFailed', 'PENDING', true],
    ['an expiry', 'OrderExpired', 'AWAITING_PAYMENT', true],
    ['a cancellation before payment', 'OrderCancelled', 'AWAITING_PAYMENT', true],
    ['a cancellation after it', 'OrderCancelled', 'FULFILLING', false],
    ['a refund of what was cancelled', 'OrderRefunded', 'CANCELLED', false],
    ['a delivery', 'OrderDelivered', 'SHIPPED', false],
    ['a payment', 'OrderPaymentStarted', 'AWAITING_PAYMENT', false],
  ] as const)('as for %s', (_what, type, before, isEnd) => {
    expect(endsUnsold(type, before)).toBe(isEnd);
  });
});

describe('putting back into stock', () => {
  it('is for admins', () => {
    const history = [placed, awaiting, paying, paid];
    const cancel = (by: 'customer' | 'admin'): OrderCommand => ({ type: 'CancelOrder', by, restock: true, now: at(3) });
    order(...history)
      .when(cancel('admin'))
      .thenEvents({ type: 'OrderCancelled', cancelledBy: 'admin', paymentId: 'pay1', restock: true, at: at(3) });
    order(...history)
      .when(cancel('customer'))
      .thenRefused('ACTION_NOT_ALLOWED');
  });

  it('says nothing of what was only held, which comes back anyway', () => {
    order(placed, awaiting)
      .when({ type: 'CancelOrder', by: 'admin', restock: true, now: at(3) })
      .thenEvents({ type: 'OrderCancelled', cancelledBy: 'admin', at: at(3) });
  });
});

describe('what people may do', () => {
  const allowed = (actors: Actor[], minute: number, ...history: OrderEvent[]) =>
    actionsOf(stateAfter(...history), actors, at(minute)).flatMap((each) => (each.allowed ? [each.action] : []));
  const why = (action: Action, actors: Actor[], minute: number, ...history: OrderEvent[]) =>
    actionsOf(stateAfter(...history), actors, at(minute)).find((each) => each.action === action)?.reason?.code;

  it('depends on who asks', () => {
    expect(allowed(['customer'], 1, placed, awaiting)).toEqual(['PAY', 'CANCEL']);
    expect(allowed(['admin'], 1, placed, awaiting)).toEqual(['CANCEL']);
    expect(allowed(['admin'], 3, placed, awaiting, paying, paid)).toEqual(['CANCEL', 'START_FULFILMENT', 'REFUND']);
    expect(allowed(['customer'], 3, placed, awaiting, paying, paid)).toEqual(['CANCEL']);
    expect(why('SHIP', ['customer'], 3, placed, awaiting, paying, paid)).toBe('ADMINS_ONLY');
    expect(why('PAY', ['admin'], 1, placed, awaiting)).toBe('CUSTOMER_ONLY');
  });

  it('is nothing while a payment is being decided', () => {
    expect(allowed(['customer', 'admin'], 2, placed, awaiting, paying)).toEqual([]);
    expect(why('CANCEL', ['customer'], 2, placed, awaiting, paying)).toBe('PAYMENT_RUNNING');
  });

  it('comes with the reason where it is too early, too late or over', () => {
    const shop: Actor[] = ['customer', 'admin'];
    expect(why('PAY', shop, 1, placed)).toBe('NOT_AWAITING_PAYMENT');
    expect(why('PAY', shop, 15, placed, awaiting)).toBe('ORDER_EXPIRED');
    expect(why('PAY', shop, 3, placed, awaiting, paying, paid)).toBe('ALREADY_PAID');
    expect(why('START_FULFILMENT', shop, 1, placed, awaiting)).toBe('NOT_PAID');
    expect(why('DELIVER', shop, 3, placed, awaiting, paying, paid)).toBe('NOT_SHIPPED');
    expect(why('CANCEL', shop, 5, placed, awaiting, paying, paid, fulfilling, shipped)).toBe('ALREADY_SHIPPED');
    expect(why('CANCEL', shop, 5, placed, cancelled)).toBe('ORDER_CANCELLED');
    expect(why('REFUND', shop, 5, placed, cancelled)).toBe('NOT_PAID');
  });
});
