import { describe, expect, it } from 'vitest';
import { paymentStoreContract } from '../fakes/paymentStoreContract.ts';
import { paymentsDatabase } from '../fakes/paymentsDatabase.ts';
import { makePaymentQueries } from './mongoPaymentQueries.ts';
import { openPaymentStore } from './mongoPaymentStore.ts';

paymentStoreContract(async () => {
  const { mongo, outbox, endLeases, published } = await paymentsDatabase();
  return {
    store: await openPaymentStore({ mongo, outbox, leaseMs: 60_000 }),
    queries: makePaymentQueries(mongo.connection),
    endLeases,
    published: async (id) => (await published(id)).map(({ type }) => type),
  };
});

describe('the indexes of payments', () => {
  it('serve every query', async () => {
    const { mongo, outbox } = await paymentsDatabase();
    await openPaymentStore({ mongo, outbox, leaseMs: 60_000 });
    const payments = mongo.connection.collection('payments');
    const queries = [
      { customerId: 'u1', idempotencyKey: 'k1' },
      { orderId: 'o1', claimsOrder: true },
      { orderId: { $in: ['o1', 'o2'] } },
      { dueAt: { $exists: true }, $expr: { $lte: ['$dueAt', '$$NOW'] } },
    ];

    for (const query of queries) {
      const { queryPlanner } = await payments.find(query).explain('queryPlanner');
      expect(JSON.stringify(queryPlanner.winningPlan), JSON.stringify(query)).toContain('IXSCAN');
    }
  });
});
