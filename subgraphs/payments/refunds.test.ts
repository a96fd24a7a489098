import { describe, expect, it } from 'vitest';
import { paymentsUnderTest } from './paymentsUnderTest.ts';

const PAY = `mutation ($input: PayOrderInput!) { payOrder(input: $input) { __typename } }`;
const REFUND = `mutation ($input: RefundPaymentInput!) {
  refundPayment(input: $input) {
    __typename
    ... on PaymentRefunded { payment { ...shown } refund { ...money } }
    ... on RefundPending { code payment { ...shown } refund { ...money } }
    ... on RefundFailed { code failureReason payment { ...shown } refund { ...money } }
    ... on RefundTooLarge { code param refundable { amount formatted } }
    ... on NotRefundable { code param }
    ... on PaymentNotFound { code param }
  }
}
fragment shown on Payment { id status refundedAmount { amount } }
fragment money on Refund { amount { amount } status reason failureReason createdAt processedAt }`;
const READ = `query { payment(id: "pay1") { status refunds { amount { formatted } status reason } } }`;

const admin = { userId: 'boss', roles: ['admin' as const] };
const input = { paymentId: 'pay1', amount: 500, reason: 'a broken mug', idempotencyKey: 'refund-01' };
type Changes = { [Field in keyof typeof input]?: (typeof input)[Field] | null };

/** A shop in which u1 has paid 21.00 € for o1. */
async function shop(paymentToken = 'tok_success') {
  const payments = paymentsUnderTest({ now: new Date('2030-01-01T12:00:00Z') });
  payments.orders.add('o1');
  await payments.query('u1', PAY, { input: { orderId: 'o1', paymentToken, idempotencyKey: 'key-0001' } });
  const refund = (changes: Changes = {}, user: Parameters<typeof payments.query>[0] = admin) =>
    payments.query(user, REFUND, { input: { ...input, ...changes } });
  const refunds = () => payments.ledger.rows.get('o1:1')?.refunds.map(({ amount }) => amount);
  return { ...payments, refund, refunds };
}

const answer = (fields: object) => ({ data: { refundPayment: fields } });

describe('refundPayment', () => {
  it('gives a part back, and says what is back', async () => {
    const { refund, refunds, store, orders } = await shop();

    expect(await refund()).toMatchObject(
      answer({
        __typename: 'PaymentRefunded',
        payment: { id: 'pay1', status: 'PARTIALLY_REFUNDED', refundedAmount: { amount: 500 } },
        refund: { amount: { amount: 500 }, status: 'SUCCEEDED', reason: 'a broken mug', failureReason: null },
      }),
    );
    expect(refunds()).toEqual([500]);
    expect(orders.statusOf('o1')).toBe('PAID');
    expect(store.published.at(-1)).toMatchObject({
      type: 'PaymentRefunded',
      data: { amount: { amount: 2100 }, refundAmount: { amount: 500 }, refundedTotal: { amount: 500 } },
    });
  });

  it('adds up, gives all that is left without an amount, and then nothing', async () => {
    const { refund, refunds, store } = await shop();
    await refund();

    const rest = await refund({ amount: null, idempotencyKey: 'refund-02' });
    const again = await refund({ amount: null, idempotencyKey: 'refund-03' });

    expect(rest).toMatchObject(answer({ payment: { status: 'REFUNDED', refundedAmount: { amount: 2100 } } }));
    expect(again).toMatchObject(answer({ __typename: 'NotRefundable', code: 'NOT_REFUNDABLE', param: 'paymentId' }));
    expect(refunds()).toEqual([500, 1600]);
    expect(store.published.at(-1)).toMatchObject({ data: { refundedTotal: { amount: 2100 } } });
  });

  it('says how much is left when it is asked for more', async () => {
    const { refund, refunds } = await shop();
    await refund();

    const refundable = { amount: 1600, formatted: '€16.00' };
    const tooLarge = { __typename: 'RefundTooLarge', code: 'REFUND_TOO_LARGE', param: 'amount', refundable };
    expect(await refund({ amount: 1601, idempotencyKey: 'refund-02' })).toMatchObject(answer(tooLarge));
    expect(refunds()).toEqual([500]);
    expect(await refund({ amount: 1600, idempotencyKey: 'refund-02' })).toMatchObject(
      answer({ __typename: 'PaymentRefunded' }),
    );
  });

  it('gives a repeat the same answer, and the money once', async () => {
    const { refund, refunds } = await shop();

    const first = await refund();
    const repeat = await refund();

    expect(repeat).toEqual(first);
    expect(refunds()).toEqual([500]);
  });

  it.each([
    ['amount', { amount: 600 }],
    ['amount, all of it', { amount: null }],
    ['reason', { reason: 'another mug' }],
    ['payment', { paymentId: 'pay2' }],
  ])('refuses a key that stands for another %s', async (_case, changes) => {
    const { refund, refunds } = await shop();
    await refund();

    const { errors } = await refund(changes);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY_REUSED' });
    expect(refunds()).toEqual([500]);
  });

  it('never gives back more than was taken, however many admins click at once', async () => {
    const { refund, refunds } = await shop();

    const clicks = Array.from({ length: 8 }, (_, n) => refund({ idempotencyKey: `refund-1${n}` }));
    const answers = await Promise.all(clicks);

    const names = answers.map(
      ({ data }) => (data as { refundPayment: { __typename: string } }).refundPayment.__typename,
    );
    expect(names.filter((name) => name === 'PaymentRefunded')).toHaveLength(4);
    expect(names.filter((name) => name === 'RefundTooLarge')).toHaveLength(4);
    expect(refunds()).toEqual([500, 500, 500, 500]);
  });

  it('tells when the provider refuses, and lets it be tried again', async () => {
    const { refund, refunds, store } = await shop('tok_refund_refused');

    const failed = { __typename: 'RefundFailed', code: 'REFUND_FAILED', failureReason: 'refund_refused' };
    expect(await refund()).toMatchObject(answer({ ...failed, payment: { status: 'SUCCEEDED' } }));
    expect(await refund({ amount: 2100, idempotencyKey: 'refund-02' })).toMatchObject(answer(failed));
    expect(refunds()).toEqual([]);
    expect(store.published.map(({ type }) => type)).toEqual(['PaymentProcessed']);
  });

  it('is pending until the provider has done it, and ends by itself', async () => {
    const { refund, resume, passProviderTime } = await shop('tok_refund_late');

    const pending = { __typename: 'RefundPending', code: 'REFUND_PENDING', refund: { status: 'PENDING' } };
    expect(await refund()).toMatchObject(answer({ ...pending, payment: { status: 'SUCCEEDED' } }));
    await resume();
    expect(await refund()).toMatchObject(answer(pending));
    passProviderTime(5_000);
    await resume();

    expect(await refund()).toMatchObject(answer({ payment: { status: 'PARTIALLY_REFUNDED' } }));
  });

  it('refuses what was never taken, and what there is not', async () => {
    const { refund } = await shop('tok_declined');

    expect(await refund()).toMatchObject(answer({ __typename: 'NotRefundable' }));
    expect(await refund({ paymentId: 'pay9' })).toMatchObject(
      answer({ __typename: 'PaymentNotFound', code: 'PAYMENT_NOT_FOUND', param: 'paymentId' }),
    );
  });

  it.each([
    ['a visitor', null, 'UNAUTHENTICATED'],
    ['the customer', 'u1', 'FORBIDDEN'],
    ['a seller', { userId: 'u3', roles: ['seller' as const] }, 'FORBIDDEN'],
  ])('refuses %s', async (_case, user, code) => {
    const { refund, refunds } = await shop();

    const { errors } = await refund({}, user);

    expect(errors?.[0]?.extensions).toMatchObject({ code });
    expect(refunds()).toEqual([]);
  });

  it('names all bad fields at once', async () => {
    const { refund } = await shop();

    const { errors } = await refund({ paymentId: '', amount: 0, reason: 'bell\u0007', idempotencyKey: 'short' });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'paymentId' }, { param: 'amount' }, { param: 'reason' }, { param: 'idempotencyKey' }],
    });
  });
});

describe('the refunds of a payment', () => {
  it('show their reason to admins alone', async () => {
    const { refund, query } = await shop();
    await refund();

    const seen = (reason: string | null) => ({
      data: {
        payment: {
          status: 'PARTIALLY_REFUNDED',
          refunds: [{ amount: { formatted: '€5.00' }, status: 'SUCCEEDED', reason }],
        },
      },
    });
    expect(await query(admin, READ)).toEqual(seen('a broken mug'));
    expect(await query('u1', READ)).toEqual(seen(null));
  });
});

describe('a paid order that is cancelled', () => {
  it('gives back what admins have left of its payment', async () => {
    const { refund, refunds, release, resume } = await shop();
    await refund();

    await release('o1');
    await release('o1');
    await resume();

    expect(refunds()).toEqual([500, 1600]);
  });
});
