import { describe, expect, it } from 'vitest';
import { paymentsUnderTest } from './paymentsUnderTest.ts';

const PAY = `mutation ($input: PayOrderInput!) { payOrder(input: $input) { __typename } }`;
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Order { id payments { id status } }
    ... on Payment { id status }
  }
}`;

function shop() {
  const payments = paymentsUnderTest({ now: new Date('2030-01-01T12:00:00Z') });
  payments.orders.add('o1');
  const pay = (paymentToken: string, idempotencyKey: string) =>
    payments.query('u1', PAY, { input: { orderId: 'o1', paymentToken, idempotencyKey } });
  return { ...payments, pay };
}

describe('who may see payments', () => {
  const admin = { userId: 'boss', roles: ['admin' as const] };
  const representations = [
    { __typename: 'Order', id: 'o1' },
    { __typename: 'Payment', id: 'pay1' },
  ];

  it('shows them to the customer and to admins', async () => {
    const { pay, query } = shop();
    await pay('tok_success', 'key-0001');

    const seen = {
      _entities: [
        { id: 'o1', payments: [{ id: 'pay1', status: 'SUCCEEDED' }] },
        { id: 'pay1', status: 'SUCCEEDED' },
      ],
    };
    expect(await query('u1', ENTITIES, { representations })).toEqual({ data: seen });
    expect(await query(admin, ENTITIES, { representations })).toEqual({ data: seen });
  });

  it('hides them from a stranger and from a visitor as if they did not exist', async () => {
    const { pay, query } = shop();
    await pay('tok_success', 'key-0001');

    const nothing = { _entities: [{ id: 'o1', payments: [] }, null] };
    expect(await query('u2', ENTITIES, { representations })).toEqual({ data: nothing });
    expect(await query(null, '{ payment(id: "pay1") { id } }')).toEqual({ data: { payment: null } });
  });

  it('shows all attempts, oldest first', async () => {
    const { pay, query } = shop();
    await pay('tok_declined', 'key-0001');
    await pay('tok_success', 'key-0002');

    const { data } = await query('u1', ENTITIES, { representations: [representations[0]] });
    expect(data).toMatchObject({ _entities: [{ payments: [{ status: 'DECLINED' }, { status: 'SUCCEEDED' }] }] });
  });

  it('reads the payments of 100 orders with one query', async () => {
    const { query, store } = shop();
    const orders = Array.from({ length: 100 }, (_, n) => ({ __typename: 'Order', id: `o${n}` }));

    await query('u1', ENTITIES, { representations: orders });

    expect(store.queries).toBe(1);
  });
});
