import { describe, expect, it } from 'vitest';
import { paymentsUnderTest } from './paymentsUnderTest.ts';

const PAY = `mutation ($input: PayOrderInput!) { payOrder(input: $input) { __typename } }`;
const LIST = 'query ($first: Int) { payments(first: $first) { nodes { id order { id } } pageInfo { hasNextPage } } }';
const admin = { userId: 'boss', roles: ['admin' as const] };

async function shop() {
  const payments = paymentsUnderTest({ now: new Date('2030-01-01T12:00:00Z') });
  for (const orderId of ['o1', 'o2']) {
    payments.orders.add(orderId);
    const input = { orderId, paymentToken: 'tok_success', idempotencyKey: `key-of-${orderId}` };
    await payments.query('u1', PAY, { input });
  }
  return payments;
}

describe('payments', () => {
  it('shows admins all payments, newest first, with their orders', async () => {
    const { query, store } = await shop();

    const { data } = await query(admin, LIST, { first: 1 });

    const nodes = [{ id: 'pay2', order: { id: 'o2' } }];
    expect(data).toEqual({ payments: { nodes, pageInfo: { hasNextPage: true } } });
    expect(store.counts).toBe(0);
  });

  it('counts when asked for the count', async () => {
    const { query, store } = await shop();

    expect(await query(admin, '{ payments { totalCount } }')).toEqual({ data: { payments: { totalCount: 2 } } });
    expect(store.counts).toBe(1);
  });

  it.each([0, 101])('refuses a page of %i', async (first) => {
    const { query } = await shop();

    const { errors } = await query(admin, LIST, { first });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons: [{ param: 'first' }] });
  });

  it.each([
    ['a visitor', null, 'UNAUTHENTICATED'],
    ['a customer', 'u1', 'FORBIDDEN'],
  ])('refuses %s', async (_case, user, code) => {
    const { query } = await shop();

    const { data, errors } = await query(user, LIST);

    expect(data).toEqual({ payments: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code });
  });
});
