import { describe, expect, it } from 'vitest';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';
import { place, placeAndPay, shelf, step } from './placedOrdersUnderTest.ts';

const admin = { userId: 'boss', roles: ['customer' as const, 'admin' as const] };
const EXPIRE = 'mutation ($id: ID!) { expireOrder(orderId: $id) { status wakeAt } }';
const ADVANCE = 'mutation ($seconds: Int!) { advanceClock(input: { seconds: $seconds }) { shopTime } }';

describe('paying', () => {
  it('is for payments alone', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    const byCustomer = await orders.query('u1', step('beginPayment'), { id });
    const byOther = await orders.queryAsService('products', step('confirmPayment'), { id });
    const expiry = await orders.queryAsService('payments', EXPIRE, { id });

    for (const { errors } of [byCustomer, byOther, expiry]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
  });

  it('goes from PAYING to PAID, each step repeatable', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);

    for (const [field, status] of [
      ['beginPayment', 'PAYING'],
      ['beginPayment', 'PAYING'],
      ['confirmPayment', 'PAID'],
      ['confirmPayment', 'PAID'],
    ] as const) {
      const { data } = await orders.queryAsService('payments', step(field), { id });
      expect(data).toEqual({ [field]: { id, customerId: 'u1', status, wakeAt: null, total: { amount: 2100 } } });
    }
  });

  it('is refused to a second payment while one runs', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.queryAsService('payments', step('beginPayment'), { id });

    const { errors } = await orders.queryAsService('payments', step('beginPayment'), { id, paymentId: 'another' });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'PAYMENT_RUNNING' });
  });

  it('is refused at the deadline', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.clock.advance(15 * MINUTE_MS);

    const { errors } = await orders.queryAsService('payments', step('beginPayment'), { id });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'ORDER_EXPIRED' });
  });

  it('tells payments what there is to pay, and null for an unknown order', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    const PAYABLE =
      'query ($id: ID!) { payableOrder(orderId: $id) { customerId status total { amount currency } wakeAt } }';

    const known = await orders.queryAsService('payments', PAYABLE, { id });
    const unknown = await orders.queryAsService('payments', PAYABLE, { id: 'no-such-order' });

    const total = { amount: 2100, currency: 'EUR' };
    const wakeAt = '2030-01-01T12:15:00.000Z';
    expect(known.data).toEqual({ payableOrder: { customerId: 'u1', status: 'AWAITING_PAYMENT', total, wakeAt } });
    expect(unknown.data).toEqual({ payableOrder: null });
  });

  it('sells the stock once it is done', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await placeAndPay(orders);

    await orders.deliver();

    expect([...orders.stock.committed]).toEqual([id]);
    expect([...orders.stock.released]).toEqual([]);
  });
});

describe('expireOrder', () => {
  it('does nothing early, and says when to come again', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });

    const { data } = await orders.queryAsService('expiration', EXPIRE, { id: await place(orders) });

    expect(data).toEqual({ expireOrder: { status: 'AWAITING_PAYMENT', wakeAt: '2030-01-01T12:15:00.000Z' } });
  });

  it('expires an unpaid order at its deadline and gives the stock back', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.query(admin, ADVANCE, { seconds: 15 * 60 });

    const { data } = await orders.queryAsService('expiration', EXPIRE, { id });
    await orders.deliver();

    expect(data).toEqual({ expireOrder: { status: 'EXPIRED', wakeAt: null } });
    expect([...orders.stock.released]).toEqual([id]);
  });

  it('waits for a payment that runs, and comes back when it failed', async () => {
    const orders = ordersUnderTest({ shelf: shelf() });
    const id = await place(orders);
    await orders.queryAsService('payments', step('beginPayment'), { id });
    await orders.clock.advance(20 * MINUTE_MS);

    const paying = await orders.queryAsService('expiration', EXPIRE, { id });
    await orders.queryAsService('payments', step('failPayment'), { id });
    const failed = await orders.queryAsService('expiration', EXPIRE, { id });

    expect(paying.data).toEqual({ expireOrder: { status: 'PAYING', wakeAt: null } });
    expect(failed.data).toMatchObject({ expireOrder: { status: 'EXPIRED' } });
  });
});

describe('advanceClock', () => {
  it('moves the time of the shop', async () => {
    const orders = ordersUnderTest();

    const { data } = await orders.query(admin, ADVANCE, { seconds: 90 });

    expect(data).toEqual({ advanceClock: { shopTime: '2030-01-01T12:01:30.000Z' } });
    expect((await orders.query(null, '{ shopTime }')).data).toEqual({ shopTime: '2030-01-01T12:01:30.000Z' });
  });

  it('is for admins, outside production, and goes only forward', async () => {
    const orders = ordersUnderTest();

    const customers = await orders.query('u1', ADVANCE, { seconds: 1 });
    const backwards = await orders.query(admin, ADVANCE, { seconds: -1 });
    const production = await ordersUnderTest({ isClockFixed: true }).query(admin, ADVANCE, { seconds: 1 });

    expect(customers.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(backwards.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(production.errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'CLOCK_FIXED' });
  });
});
