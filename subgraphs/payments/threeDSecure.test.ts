import { describe, expect, it } from 'vitest';
import { paymentsUnderTest } from './paymentsUnderTest.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const inAQuarter = new Date('2030-01-01T12:15:00Z');

const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) {
    __typename
    ... on PaymentSucceeded { payment { ...shown } }
    ... on PaymentRequiresAction { code clientSecret actionUrl payment { ...shown } }
    ... on PaymentDeclined { code declineReason payment { ...shown } }
    ... on PaymentPending { code payment { ...shown } }
    ... on OrderNotPayable { code }
  }
}
fragment shown on Payment { id status }`;
const COMPLETE = `mutation ($input: CompleteSandboxChallengeInput!) {
  completeSandboxChallenge(input: $input) {
    __typename
    ... on SandboxChallengeCompleted { payment { id status declineReason } }
    ... on UserError { code param }
  }
}`;
const input = { orderId: 'o1', paymentToken: 'tok_requires_action', idempotencyKey: 'key-0001' };

function shop(options: { isProduction?: boolean } = {}) {
  const payments = paymentsUnderTest({ now: noon, ...options });
  payments.orders.add('o1', { expiresAt: inAQuarter });
  const pay = (changes: Partial<typeof input> = {}) => payments.query('u1', PAY, { input: { ...input, ...changes } });
  const complete = (approve: boolean, user: string | null = 'u1', paymentId = 'pay1') =>
    payments.query(user, COMPLETE, { input: { paymentId, approve } });
  const statusOf = () => payments.ledger.rows.get('o1:1')?.status;
  return { ...payments, pay, complete, statusOf };
}

const waiting = {
  data: {
    payOrder: {
      __typename: 'PaymentRequiresAction',
      code: 'PAYMENT_REQUIRES_ACTION',
      clientSecret: 'o1:1_secret',
      actionUrl: null,
      payment: { id: 'pay1', status: 'REQUIRES_ACTION' },
    },
  },
};

describe('a card that the bank wants to see confirmed', () => {
  it('is told to the buyer with what the challenge needs, however often they ask', async () => {
    const { pay, orders } = shop();

    expect(await pay()).toEqual(waiting);
    expect(await pay()).toEqual(waiting);
    expect(await pay({ idempotencyKey: 'key-0002' })).toEqual(waiting);
    expect(orders.statusOf('o1')).toBe('AWAITING_PAYMENT');
  });

  it('pays the order once the challenge is passed', async () => {
    const { pay, complete, orders } = shop();
    await pay();

    const completed = { __typename: 'SandboxChallengeCompleted', payment: { id: 'pay1', status: 'SUCCEEDED' } };
    expect(await complete(true)).toMatchObject({ data: { completeSandboxChallenge: completed } });

    expect(orders.statusOf('o1')).toBe('PAID');
    expect(await pay()).toMatchObject({ data: { payOrder: { __typename: 'PaymentSucceeded' } } });
  });

  it('goes on by itself when the buyer does not come back', async () => {
    const { pay, bank, resume, orders } = shop();
    await pay();
    await bank('o1:1', true);

    await resume();

    expect(orders.statusOf('o1')).toBe('PAID');
  });

  it('is declined when the challenge fails, and another card may pay', async () => {
    const { pay, complete } = shop();
    await pay();

    const declined = { id: 'pay1', status: 'DECLINED', declineReason: 'authentication_failed' };
    expect(await complete(false)).toMatchObject({ data: { completeSandboxChallenge: { payment: declined } } });

    expect(await pay()).toMatchObject({ data: { payOrder: { declineReason: 'authentication_failed' } } });
    expect(await pay({ idempotencyKey: 'key-0002', paymentToken: 'tok_success' })).toMatchObject({
      data: { payOrder: { __typename: 'PaymentSucceeded' } },
    });
  });

  it('keeps no other card waiting once the bank has refused it, though nobody has said so yet', async () => {
    const { pay, bank } = shop();
    await pay();
    await bank('o1:1', false);

    expect(await pay({ idempotencyKey: 'key-0002', paymentToken: 'tok_success' })).toMatchObject({
      data: { payOrder: { __typename: 'PaymentSucceeded' } },
    });
    expect(await pay()).toMatchObject({ data: { payOrder: { declineReason: 'authentication_failed' } } });
  });

  it('that is over stands in the way of no answer about the order itself', async () => {
    const { pay, passTime } = shop();
    await pay();
    passTime(15 * 60_000);

    expect(await pay({ idempotencyKey: 'key-0002', paymentToken: 'tok_success' })).toMatchObject({
      data: { payOrder: { code: 'ORDER_NOT_PAYABLE' } },
    });
  });

  it("is called off at the order's deadline, though nobody says that the order has ended", async () => {
    const { pay, passTime, resume, statusOf, store } = shop();
    await pay();

    passTime(15 * 60_000 - 1);
    await resume();
    expect(statusOf()).toBe('requiresAction');
    passTime(1);
    await resume();

    expect(statusOf()).toBe('voided');
    expect(store.published).toMatchObject([{ data: { status: 'VOIDED' } }]);
    expect(await pay()).toMatchObject({ data: { payOrder: { code: 'ORDER_NOT_PAYABLE' } } });
  });

  it('is called off when the order is cancelled', async () => {
    const { pay, orders, release, resume, statusOf, complete } = shop();
    await pay();
    orders.add('o1', { status: 'CANCELLED' });

    await release('o1');
    await resume();

    expect(statusOf()).toBe('voided');
    expect(await complete(true)).toMatchObject({ data: { completeSandboxChallenge: { code: 'NO_OPEN_CHALLENGE' } } });
  });

  it('is voided when the challenge is passed after the order has ended', async () => {
    const { pay, orders, bank, resume, statusOf } = shop();
    await pay();
    orders.expire('o1');
    await bank('o1:1', true);

    await resume();

    expect(statusOf()).toBe('voided');
  });
});

describe('a payment that the provider is slow to decide', () => {
  it('is pending, and succeeds late by itself', async () => {
    const { pay, resume, passProviderTime, orders } = shop();

    const pending = { __typename: 'PaymentPending', code: 'PAYMENT_PENDING', payment: { status: 'PENDING' } };
    expect(await pay({ paymentToken: 'tok_succeeds_late' })).toMatchObject({ data: { payOrder: pending } });
    passProviderTime(5_000);
    await resume();

    expect(orders.statusOf('o1')).toBe('PAID');
  });
});

describe('completeSandboxChallenge', () => {
  it("hides a stranger's payment, and one that there is not", async () => {
    const { pay, complete } = shop();
    await pay();

    const absent = { data: { completeSandboxChallenge: { code: 'PAYMENT_NOT_FOUND', param: 'paymentId' } } };
    expect(await complete(true, 'u2')).toMatchObject(absent);
    expect(await complete(true, 'u1', 'pay9')).toMatchObject(absent);
  });

  it('does nothing for a payment that waits for no challenge', async () => {
    const { pay, complete } = shop();
    await pay({ paymentToken: 'tok_success' });

    expect(await complete(true)).toMatchObject({ data: { completeSandboxChallenge: { code: 'NO_OPEN_CHALLENGE' } } });
  });

  it('is refused in production', async () => {
    const { pay, complete, statusOf } = shop({ isProduction: true });
    await pay();

    expect(await complete(true)).toMatchObject({
      data: { completeSandboxChallenge: { __typename: 'SandboxOnly', code: 'SANDBOX_ONLY' } },
    });
    expect(statusOf()).toBe('requiresAction');
  });

  it('is for people who have signed in', async () => {
    const { errors } = await shop().complete(true, null);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
