import { describe, expect, it } from 'vitest';
import { pageOf } from '#kernel/graphql/page.ts';
import { decide, evolve, intend, type PaymentCommand } from '../domain/payment.ts';
import { paymentsDatabase } from '../fakes/paymentsDatabase.ts';
import { makePaymentQueries } from './mongoPaymentQueries.ts';
import { openPaymentStore } from './mongoPaymentStore.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const minute = (n: number) => new Date(Date.UTC(2030, 0, 1, 12, n));
const page = (first: number, after?: string) => pageOf({ first, after });

/** Payments 1 to 5, a minute apart; 2 and 4 are declined. */
async function withPayments() {
  const { mongo, outbox } = await paymentsDatabase();
  const store = await openPaymentStore({ mongo, outbox, leaseMs: 60_000 });
  for (const n of [1, 2, 3, 4, 5]) {
    const payment = intend({
      id: id(n),
      orderId: id(100 + n),
      customerId: id(200),
      attempt: 1,
      amount: { amount: 2100, currency: 'EUR' },
      provider: 'sandbox',
      payBy: minute(60),
      paymentToken: 'tok_success',
      createdAt: minute(n),
    });
    await store.insert(payment, { idempotencyKey: `key-${n}`, fingerprint: 'any' });
    const decline: PaymentCommand = { type: 'RecordDecline', reason: 'card_declined', now: minute(n) };
    const events = n % 2 === 0 ? decide(payment, decline) : [];
    await store.advance(payment, events.reduce(evolve, payment), events);
  }
  return { mongo, queries: makePaymentQueries(mongo.connection) };
}

describe('the list of payments', () => {
  it('is newest first, in pages that go on where the last one ended', async () => {
    const { queries } = await withPayments();

    const first = await queries.page({}, page(2));
    const second = await queries.page({}, page(2, first.pageInfo.endCursor ?? undefined));

    expect(first.nodes.map((payment) => payment.id)).toEqual([id(5), id(4)]);
    expect(second.nodes.map((payment) => payment.id)).toEqual([id(3), id(2)]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it.each([
    ['by status', { status: { eq: 'DECLINED' } }, [4, 2]],
    ['by several', { status: { in: ['DECLINED', 'PENDING'] } }, [5, 4, 3, 2, 1]],
    ['by order', { orderId: { eq: id(103) } }, [3]],
    ['by time', { createdAt: { gte: minute(2), lt: minute(4) } }, [3, 2]],
    ['by one or the other', { or: [{ orderId: { eq: id(101) } }, { status: { eq: 'DECLINED' } }] }, [4, 2, 1]],
    ['by both', { and: [{ orderId: { eq: id(101) } }, { status: { eq: 'DECLINED' } }] }, []],
  ])('is filtered %s, and counted alike', async (_case, filter, expected) => {
    const { queries } = await withPayments();

    const { nodes } = await queries.page(filter, page(10));

    expect(nodes.map((payment) => payment.id)).toEqual(expected.map(id));
    const count = queries.count(filter);
    // GraphQL awaits an answer more than once.
    expect([await count, await count]).toEqual([expected.length, expected.length]);
  });

  it('refuses a filter that says nothing', async () => {
    const { queries } = await withPayments();

    await expect(queries.page({ status: {} }, page(10))).rejects.toMatchObject({ reason: 'INVALID_FILTER' });
  });

  it.each([
    ['plain', {}],
    ['by status', { shownStatus: 'DECLINED' }],
    ['by several', { shownStatus: { $in: ['DECLINED', 'PENDING'] } }],
    ['by order', { orderId: id(103) }],
    ['by time', { createdAt: { $gte: minute(2) } }],
  ])('is read from an index, without sorting, %s', async (_case, filter) => {
    const { mongo } = await withPayments();
    const newest = mongo.connection.collection('payments').find(filter).sort({ createdAt: -1, _id: -1 }).limit(3);

    const { queryPlanner, executionStats } = await newest.explain('executionStats');

    const plan = JSON.stringify(queryPlanner.winningPlan);
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
    expect(executionStats.totalDocsExamined).toBe(executionStats.nReturned);
  });
});
