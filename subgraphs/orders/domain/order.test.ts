import { describe, expect, it } from 'vitest';
import { given } from '#testing/given.ts';
import { type Action, actionsOf } from './actions.ts';
import { couponFailure } from './coupon.ts';
import { endsUnsold, evolve, type Order, type OrderCommand, orderDecider, wakeAt } from './order.ts';
import type { Actor, Failure, FrozenCoupon, HeldLine, Money, OrderEvent } from './orderEvents.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
const lines = [{ productId: 'p1', quantity: 2 }];
const held: HeldLine[] = [{ productId: 'p1', quantity: 2, name: 'Mug', unitPrice: { amount: 1050, currency: 'EUR' } }];
const failure: Failure = { reason: 'OUT_OF_STOCK', message: 'only 1 left', param: 'lines.0', available: 1 };

const placed: OrderEvent = {
  type: 'OrderPlaced',
  customerId: 'u1',
  lines,
  paymentMethod: 'CARD',
  expiresAt: at(15),
  at: noon,
};
const awaiting: OrderEvent = {
  type: 'OrderAwaitingPayment',
  lines: held,
  total: { amount: 2100, currency: 'EUR' },
  at: at(0),
};
const paying: OrderEvent = { type: 'OrderPaymentStarted', paymentId: 'pay1', at: at(1) };
const paid: OrderEvent = { type: 'OrderPaid', paymentId: 'pay1', at: at(2) };
const fulfilling: OrderEvent = { type: 'OrderFulfilling', at: at(3) };
const shipped: OrderEvent = { type: 'OrderShipped', at: at(4) };
const delivered: OrderEvent = { type: 'OrderDelivered', at: at(5) };
const expired: OrderEvent = { type: 'OrderExpired', at: at(15) };
const cancelled: OrderEvent = { type: 'OrderCancelled', cancelledBy: 'customer', at: at(1) };

const order = (...history: OrderEvent[]) => given(orderDecider, ...history);
const stateAfter = (...history: OrderEvent[]): Order => history.reduce(evolve, orderDecider.initial);

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

describe('beginning a payment', () => {
  const begin = (minutes: number, paymentId = 'pay1'): OrderCommand => ({
    type: 'BeginPayment',
    paymentId,
    now: at(minutes),
  });

  it('is possible until the deadline', () => {
    order(placed, awaiting)
      .when(begin(14.99))
      .thenEvents({ ...paying, at: at(14.99) });
  });

  it('ends the order at the deadline, even before the expiration worker ran, and is refused from then on', () => {
    order(placed, awaiting)
      .when(begin(15))
      .thenEvents({ type: 'OrderExpired', at: at(15) });
    order(placed, awaiting, expired).when(begin(16)).thenRefused('ORDER_EXPIRED');
  });

  it('may be repeated, also when the payment has been captured', () => {
    order(placed, awaiting, paying).when(begin(20)).thenNothing();
    order(placed, awaiting, paying, paid).when(begin(20)).thenNothing();
  });

  it('is refused while another payment runs, and after one was captured', () => {
    order(placed, awaiting, paying).when(begin(2, 'pay2')).thenRefused('PAYMENT_RUNNING');
    order(placed, awaiting, paying, paid).when(begin(3, 'pay2')).thenRefused('ALREADY_PAID');
  });

  it('is possible again after a failed payment, but not for that same one', () => {
    const failed: OrderEvent = { type: 'OrderPaymentFailed', paymentId: 'pay1', at: at(2) };
    const history = [placed, awaiting, paying, failed];
    order(...history)
      .when(begin(3, 'pay2'))
      .thenEvents({ type: 'OrderPaymentStarted', paymentId: 'pay2', at: at(3) });
    order(...history)
      .when(begin(3, 'pay1'))
      .thenRefused('PAYMENT_ENDED');
  });

  it('is refused before the stock is held, and after a cancellation', () => {
    order(placed).when(begin(1)).thenRefused('NOT_AWAITING_PAYMENT');
    order(placed, awaiting, cancelled).when(begin(2)).thenRefused('ORDER_CANCELLED');
  });
});

describe('ending a payment', () => {
  const confirm = (paymentId: string): OrderCommand => ({ type: 'ConfirmPayment', paymentId, now: at(20) });
  const fail = (paymentId: string): OrderCommand => ({ type: 'FailPayment', paymentId, now: at(20) });

  it('makes the order paid, even after the deadline', () => {
    order(placed, awaiting, paying)
      .when(confirm('pay1'))
      .thenEvents({ ...paid, at: at(20) });
  });

  it('may be confirmed again at any later time', () => {
    order(placed, awaiting, paying, paid).when(confirm('pay1')).thenNothing();
    order(placed, awaiting, paying, paid, fulfilling, shipped).when(confirm('pay1')).thenNothing();
    order(placed, awaiting, paying, paid, { ...cancelled, paymentId: 'pay1' })
      .when(confirm('pay1'))
      .thenNothing();
  });

  it('refuses a payment that the order does not wait for, so that payments gives the money back', () => {
    order(placed, awaiting).when(confirm('pay1')).thenRefused('NOT_PAYING');
    order(placed, awaiting, paying).when(confirm('pay2')).thenRefused('NOT_PAYING');
    order(placed, awaiting, expired).when(confirm('pay1')).thenRefused('NOT_PAYING');
  });

  it('lets the order wait again when the payment failed', () => {
    order(placed, awaiting, paying)
      .when(fail('pay1'))
      .thenEvents({ type: 'OrderPaymentFailed', paymentId: 'pay1', at: at(20) });
  });

  it('changes nothing when a payment fails that is not running', () => {
    order(placed, awaiting).when(fail('pay1')).thenNothing();
    order(placed, awaiting, paying).when(fail('pay2')).thenNothing();
  });

  it('can not fail once captured', () => {
    order(placed, awaiting, paying, paid).when(fail('pay1')).thenRefused('PAYMENT_CAPTURED');
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

describe('an order with a coupon', () => {
  const tenPercent: FrozenCoupon = {
    code: 'SPRING',
    description: 'Spring sale',
    reduction: { kind: 'PERCENTAGE', basisPointsOff: 1_000 },
    minimumSubtotal: 2_100,
  };
  const withCoupon = (change: Partial<FrozenCoupon> = {}): OrderEvent => ({
    ...placed,
    coupon: { ...tenPercent, ...change },
  });
  const accept: OrderCommand = { type: 'AcceptHold', lines: held, currency: 'EUR', now: at(0) };

  it('takes its discount off when prices are frozen', () => {
    order(withCoupon())
      .when(accept)
      .thenEvents({ ...awaiting, subtotal: eur(2100), discount: eur(210), total: eur(1890) });
  });

  it('fails when the lines cost less than the coupon asks for', () => {
    order(withCoupon({ minimumSubtotal: 2_101 }))
      .when(accept)
      .thenEvents({ type: 'OrderFailed', failure: couponFailure('MINIMUM_NOT_REACHED'), at: at(0) });
  });

  it('is paid at once when it then costs nothing', () => {
    order(withCoupon({ reduction: { kind: 'FREE' } }))
      .when(accept)
      .thenEvents({
        type: 'OrderPaid',
        free: { lines: held, subtotal: eur(2100), discount: eur(2100), total: eur(0) },
        at: at(0),
      });
  });
});

describe('an order that costs nothing', () => {
  const free: OrderEvent = { type: 'OrderPaid', free: { lines: held, total: eur(0) }, at: at(0) };

  it('needs no coupon for that', () => {
    const lines = held.map((line) => ({ ...line, unitPrice: eur(0) }));
    order(placed)
      .when({ type: 'AcceptHold', lines, currency: 'EUR', now: at(0) })
      .thenEvents({ type: 'OrderPaid', free: { lines, total: eur(0) }, at: at(0) });
  });

  it('takes no payment, and gives none back', () => {
    order(placed, free)
      .when({ type: 'BeginPayment', paymentId: 'pay1', now: at(1) })
      .thenRefused('COSTS_NOTHING');
    order(placed, free)
      .when({ type: 'CancelOrder', by: 'admin', restock: true, now: at(1) })
      .thenEvents({ type: 'OrderCancelled', cancelledBy: 'admin', restock: true, at: at(1) });
  });
});

describe('refunding', () => {
  const history = [placed, awaiting, paying, paid];
  const refund = (refundId: string, amount: number, refundedTotal?: number): OrderCommand => ({
    type: 'RecordRefund',
    paymentId: 'pay1',
    refundId,
    amount: eur(amount),
    ...(refundedTotal !== undefined && { refundedTotal: eur(refundedTotal) }),
    now: at(9),
  });
  const refunded = (refundId: string, amount: number, total: number): OrderEvent => ({
    type: 'OrderRefunded',
    paymentId: 'pay1',
    refundId,
    amount: eur(amount),
    refundedTotal: eur(total),
    at: at(9),
  });

  it('adds up, part by part', () => {
    order(...history)
      .when(refund('r1', 500, 500))
      .thenEvents(refunded('r1', 500, 500));
    order(...history, refunded('r1', 500, 500))
      .when(refund('r2', 1600, 2100))
      .thenEvents(refunded('r2', 1600, 2100));
    expect(stateAfter(...history, refunded('r1', 500, 500)).paymentStatus).toBe('PARTIALLY_REFUNDED');
    expect(stateAfter(...history, refunded('r1', 500, 500), refunded('r2', 1600, 2100)).paymentStatus).toBe('REFUNDED');
  });

  it('counts each refund once, and none that is older than what was counted', () => {
    const later = [...history, refunded('r2', 700, 700)];
    order(...later)
      .when(refund('r2', 700, 700))
      .thenNothing();
    order(...later)
      .when(refund('r1', 500, 500))
      .thenNothing();
  });

  it('goes by the amounts alone where nothing says how much it is in all', () => {
    order(...history, refunded('r1', 500, 500))
      .when(refund('r2', 300))
      .thenEvents(refunded('r2', 300, 800));
  });

  it('leaves a cancelled order cancelled', () => {
    const after = stateAfter(...history, { ...cancelled, paymentId: 'pay1' }, refunded('r1', 2100, 2100));
    expect(after).toMatchObject({ status: 'CANCELLED', paymentStatus: 'REFUNDED', refunded: 2100 });
  });

  it('of a payment that the order never took is none of its own', () => {
    order(placed, awaiting, expired).when(refund('r1', 2100)).thenNothing();
  });

  it('is refused beyond what was paid', () => {
    order(...history)
      .when(refund('r1', 2101))
      .thenRefused('REFUND_TOO_LARGE');
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
