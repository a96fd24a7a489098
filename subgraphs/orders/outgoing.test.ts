import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { orderEvent } from '#events/contracts/orders.v1.ts';
import type { OrderEvent } from './domain/orderEvents.ts';
import { type OrderView, project } from './domain/orderView.ts';
import { transitions } from './domain/transitions.ts';
import { draftOf } from './outgoing.ts';

const at = new Date('2030-01-01T12:00:00Z');
const expiresAt = new Date('2030-01-01T12:15:00Z');
const customerId = randomUUID();
const productId = randomUUID();
const paymentId = randomUUID();
const unitPrice = { amount: 1050, currency: 'EUR' };

const placed: OrderEvent = {
  type: 'OrderPlaced',
  customerId,
  lines: [{ productId, quantity: 2 }],
  paymentMethod: 'CARD',
  expiresAt,
  at,
};
const awaiting: OrderEvent = {
  type: 'OrderAwaitingPayment',
  lines: [{ productId, quantity: 2, name: 'Mug', unitPrice }],
  total: { amount: 2100, currency: 'EUR' },
  at,
};
const started: OrderEvent = { type: 'OrderPaymentStarted', paymentId, at };
const paid: OrderEvent = { type: 'OrderPaid', paymentId, at };
const failure = { reason: 'OUT_OF_STOCK', message: 'none left', param: 'lines.0', available: 0 };

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const refunded: OrderEvent = { type: 'OrderRefunded', paymentId, amount: eur(100), refundedTotal: eur(100), at };
const coupon = {
  code: 'HALF',
  description: 'Half price',
  reduction: { kind: 'PERCENTAGE', basisPointsOff: 5_000 },
  minimumSubtotal: null,
} as const;
const reduced: OrderEvent = { ...awaiting, subtotal: eur(2100), discount: eur(1050), total: eur(1050) };
const free: OrderEvent = {
  type: 'OrderPaid',
  free: { lines: [{ productId, quantity: 2, name: 'Mug', unitPrice }], total: eur(0) },
  at,
};

const lives: OrderEvent[][] = [
  [placed, awaiting, started, paid, refunded],
  [placed, awaiting, started, { type: 'OrderPaymentFailed', paymentId, at }, { type: 'OrderExpired', at }],
  [placed, awaiting, started, paid, { type: 'OrderFulfilling', at }, { type: 'OrderShipped', at }],
  [placed, awaiting, started, paid, { type: 'OrderCancelled', cancelledBy: 'admin', paymentId, at }],
  [placed, { type: 'OrderCancelled', cancelledBy: 'customer', at }],
  [placed, { type: 'OrderFailed', failure, at }],
  [placed, { type: 'OrderDelivered', at }],
];

/** The messages of a life, as the outbox completes them and as a consumer reads them. */
function messagesOf(life: readonly OrderEvent[]) {
  const orderId = randomUUID();
  let view: OrderView | undefined;
  return life.map((event, index) => {
    view = project(orderId, view, event);
    const { occurredAt, topic, key, ...message } = draftOf(randomUUID(), event, view);
    expect([topic, key]).toEqual(['orders.v1', orderId]);
    return orderEvent.parse({ ...message, occurredAt: occurredAt.toISOString(), sequence: index + 1 });
  });
}

describe('outgoing messages', () => {
  it('keep the contract, whatever happens to an order', () => {
    const types = lives.flatMap(messagesOf).map(({ type }) => type);

    expect(new Set(types)).toEqual(new Set(transitions.map(({ event }) => event)));
  });

  it('say where the order came from and where it is', () => {
    const moves = messagesOf([placed, awaiting, started, paid]).map(({ data }) => [data.previousStatus, data.status]);

    expect(moves).toEqual([
      [null, 'PENDING'],
      ['PENDING', 'AWAITING_PAYMENT'],
      ['AWAITING_PAYMENT', 'PAYING'],
      ['PAYING', 'PAID'],
    ]);
  });

  it('carry what was bought with the payment', () => {
    const last = messagesOf([placed, awaiting, started, paid]).at(-1);

    const lines = [{ productId, name: 'Mug', quantity: 2, unitPrice }];
    expect(last?.data).toMatchObject({ paymentId, lines, total: { amount: 2100, currency: 'EUR' } });
  });

  it('name the payment of a cancelled order only where there is one', () => {
    const cancelled = { type: 'OrderCancelled', cancelledBy: 'customer', at } as const;

    expect(messagesOf([placed, cancelled]).at(-1)?.data).not.toHaveProperty('paymentId');
    expect(messagesOf([placed, awaiting, started, paid, { ...cancelled, paymentId }]).at(-1)?.data).toMatchObject({
      paymentId,
    });
  });

  it('tell what a coupon took off, and only then', () => {
    const [, withCoupon] = messagesOf([{ ...placed, coupon }, reduced]);
    const [, without] = messagesOf([placed, awaiting]);

    expect(withCoupon?.data).toMatchObject({ subtotal: eur(2100), discount: eur(1050), total: eur(1050) });
    expect(without?.data).not.toHaveProperty('discount');
  });

  it('name no payment for an order that cost nothing', () => {
    const last = messagesOf([{ ...placed, coupon }, free]).at(-1);

    expect(last).toMatchObject({
      type: 'OrderPaid',
      data: { status: 'PAID', total: eur(0), lines: [{ name: 'Mug' }] },
    });
    expect(last?.data).not.toHaveProperty('paymentId');
  });

  it('say that sold goods come back only where they do', () => {
    const cancelled = { type: 'OrderCancelled', cancelledBy: 'admin', paymentId, at } as const;

    expect(messagesOf([placed, awaiting, started, paid, cancelled]).at(-1)?.data).not.toHaveProperty('restock');
    expect(messagesOf([placed, awaiting, started, paid, { ...cancelled, restock: true }]).at(-1)?.data).toMatchObject({
      restock: true,
    });
  });
});
