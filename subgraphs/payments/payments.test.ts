import { describe, expect, it } from 'vitest';
import { paymentsUnderTest } from './paymentsUnderTest.ts';

const noon = new Date('2030-01-01T12:00:00Z');

const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) {
    __typename
    ... on PaymentSucceeded { payment { ...shown } }
    ... on PaymentDeclined { code param declineReason payment { ...shown } }
    ... on PaymentPending { code payment { ...shown } }
    ... on OrderNotPayable { code param }
  }
}
fragment shown on Payment { id status amount { amount currency formatted } processedAt order { id } }`;

const input = { orderId: 'o1', paymentToken: 'tok_success', idempotencyKey: 'key-0001' };
const key = (n: number) => `key-${String(n).padStart(4, '0')}`;

function shop() {
  const payments = paymentsUnderTest({ now: noon });
  payments.orders.add('o1');
  const pay = (changes: Partial<typeof input> = {}, user = 'u1') =>
    payments.query(user, PAY, { input: { ...input, ...changes } });
  const captures = () => [...payments.ledger.rows.values()].filter(({ status }) => status === 'captured').length;
  return { ...payments, pay, captures };
}

const succeeded = {
  __typename: 'PaymentSucceeded',
  payment: {
    id: 'pay1',
    status: 'SUCCEEDED',
    amount: { amount: 2100, currency: 'EUR', formatted: '€21.00' },
    processedAt: noon.toISOString(),
    order: { id: 'o1' },
  },
};

describe('payOrder', () => {
  it('charges the order and answers when the order knows', async () => {
    const { pay, orders, captures } = shop();

    expect(await pay()).toEqual({ data: { payOrder: succeeded } });
    expect(orders.statusOf('o1')).toBe('PAID');
    expect(captures()).toBe(1);
  });

  it('gives a repeat the same answer, and charges once', async () => {
    const { pay, captures } = shop();

    const first = await pay();
    const repeat = await pay();

    expect(repeat).toEqual(first);
    expect(captures()).toBe(1);
  });

  it('refuses a key that stands for another order or token', async () => {
    const { pay, orders } = shop();
    orders.add('o2');
    await pay();

    for (const other of [{ orderId: 'o2' }, { paymentToken: 'tok_declined' }]) {
      const { errors } = await pay(other);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        reason: 'IDEMPOTENCY_KEY_REUSED',
        reasons: [{ param: 'idempotencyKey' }],
      });
    }
  });

  it('lets two people use the same key', async () => {
    const { pay, orders } = shop();
    orders.add('o2', { customerId: 'u2' });
    await pay();

    expect(await pay({ orderId: 'o2' }, 'u2')).toMatchObject({
      data: { payOrder: { __typename: 'PaymentSucceeded' } },
    });
  });

  it.each([
    ['tok_declined', 'card_declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
    ['tok_nobody_knows', 'invalid_token'],
  ])('says why %s is declined, and lets the order be paid another way', async (paymentToken, declineReason) => {
    const { pay, captures } = shop();

    const declined = await pay({ paymentToken });
    const repeat = await pay({ paymentToken });
    const another = await pay({ idempotencyKey: key(2) });

    const payOrder = { __typename: 'PaymentDeclined', code: 'PAYMENT_DECLINED', param: 'paymentToken', declineReason };
    expect(declined).toMatchObject({ data: { payOrder } });
    expect(repeat).toEqual(declined);
    expect(another).toMatchObject({ data: { payOrder: { __typename: 'PaymentSucceeded' } } });
    expect(captures()).toBe(1);
  });

  it('leaves the order payable when the provider refuses the capture', async () => {
    const { pay, orders, ledger } = shop();

    const refused = await pay({ paymentToken: 'tok_capture_refused' });

    const payOrder = { __typename: 'PaymentDeclined', declineReason: 'capture_refused', payment: { status: 'FAILED' } };
    expect(refused).toMatchObject({ data: { payOrder } });
    expect(orders.statusOf('o1')).toBe('AWAITING_PAYMENT');
    expect([...ledger.rows.values()].map(({ status }) => status)).toEqual(['voided']);
    expect(await pay({ idempotencyKey: key(2) })).toMatchObject({
      data: { payOrder: { __typename: 'PaymentSucceeded' } },
    });
  });

  it('is pending while the provider is silent, and succeeds when it turns out to have said yes', async () => {
    const { pay, orders, resume, passProviderTime, captures } = shop();

    const first = await pay({ paymentToken: 'tok_timeout' });
    await resume();
    const stillPending = await pay({ paymentToken: 'tok_timeout' });
    passProviderTime(5_000);
    await resume();

    const pending = { __typename: 'PaymentPending', code: 'PAYMENT_PENDING', payment: { status: 'PENDING' } };
    expect(first).toMatchObject({ data: { payOrder: pending } });
    expect(stillPending).toEqual(first);
    expect(orders.statusOf('o1')).toBe('PAID');
    expect(captures()).toBe(1);
    expect(await pay({ paymentToken: 'tok_timeout' })).toEqual({ data: { payOrder: succeeded } });
  });

  it('voids a late success when the order has expired meanwhile', async () => {
    const { pay, orders, resume, passProviderTime, ledger, store } = shop();
    await pay({ paymentToken: 'tok_timeout' });

    orders.expire('o1');
    passProviderTime(5_000);
    await resume();

    expect(ledger.rows.get('o1:1')?.status).toBe('voided');
    expect(await pay({ paymentToken: 'tok_timeout' })).toMatchObject({
      data: { payOrder: { code: 'ORDER_NOT_PAYABLE' } },
    });
    expect(store.published).toMatchObject([{ type: 'PaymentProcessed', data: { status: 'VOIDED' } }]);
  });

  it('charges once when two clicks with different keys come together', async () => {
    const { pay, captures } = shop();

    const answers = await Promise.all([1, 2, 3, 4].map((n) => pay({ idempotencyKey: key(n) })));

    const names = answers.map(({ data }) => (data as { payOrder: { __typename: string } }).payOrder.__typename);
    expect(names.filter((name) => name === 'PaymentSucceeded')).toHaveLength(1);
    expect(names.every((name) => ['PaymentSucceeded', 'PaymentPending', 'OrderNotPayable'].includes(name))).toBe(true);
    expect(captures()).toBe(1);
  });

  it('refuses a second payment of a paid order', async () => {
    const { pay } = shop();
    await pay();

    const payOrder = { __typename: 'OrderNotPayable', code: 'ORDER_NOT_PAYABLE', param: 'orderId' };
    expect(await pay({ idempotencyKey: key(2) })).toEqual({ data: { payOrder } });
  });

  it.each([
    ['is unknown', 'o9', {}],
    ["is somebody else's", 'o2', { customerId: 'u2' }],
    ['has no held stock yet', 'o2', { status: 'PENDING', total: null }],
    ['was cancelled', 'o2', { status: 'CANCELLED' }],
    ['is past its deadline, though nobody has expired it', 'o2', { expiresAt: noon }],
  ] as const)('refuses an order that %s, without binding the key', async (_case, orderId, order) => {
    const { pay, orders } = shop();
    orders.add('o2', order);

    expect(await pay({ orderId })).toMatchObject({ data: { payOrder: { __typename: 'OrderNotPayable' } } });
    expect(await pay()).toMatchObject({ data: { payOrder: { __typename: 'PaymentSucceeded' } } });
  });

  it('names all bad fields at once', async () => {
    const { errors } = await shop().pay({ orderId: '', paymentToken: '', idempotencyKey: 'short' });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'orderId' }, { param: 'paymentToken' }, { param: 'idempotencyKey' }],
    });
  });

  it('refuses a visitor', async () => {
    const { errors } = await shop().query(null, PAY, { input });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });
  });
});

describe('an order that has ended', () => {
  it('gets its captured money back, once', async () => {
    const { pay, release, resume, ledger, store } = shop();
    await pay();

    await release('o1');
    await release('o1');
    await resume();

    expect(ledger.rows.get('o1:1')?.refunds.map(({ amount }) => amount)).toEqual([2100]);
    expect(store.published.map(({ type }) => type)).toEqual(['PaymentProcessed', 'PaymentRefunded']);
    expect(await pay()).toMatchObject({ data: { payOrder: { payment: { status: 'REFUNDED' } } } });
  });
});
