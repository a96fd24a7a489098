import { describe, expect, it } from 'vitest';
import { couponFailure } from './coupon.ts';
import type { OrderCommand } from './order.ts';
import type { FrozenCoupon, OrderEvent } from './orderEvents.ts';
import {
  at,
  awaiting,
  cancelled,
  eur,
  expired,
  fulfilling,
  held,
  order,
  paid,
  paying,
  placed,
  shipped,
  stateAfter,
} from './orderUnderTest.ts';

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
