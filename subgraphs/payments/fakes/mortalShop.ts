import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { makePaymentQueries } from '../adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from '../adapters/mongoPaymentStore.ts';
import { makeMongoLedger } from '../adapters/sandboxLedger.ts';
import { makeSandboxBank, makeSandboxProvider } from '../adapters/sandboxProvider.ts';
import { assemblePayments } from '../assemblePayments.ts';
import { makeProviders } from '../providers.ts';
import { FakeOrders } from './fakeOrders.ts';
import { type Around, around } from './mortal.ts';
import { paymentsDatabase } from './paymentsDatabase.ts';

/** How late the provider decides `tok_timeout`. */
export const LATE_MS = 5_000;
export const customerId = randomUUID();
const nothing: Around = { before: () => undefined, after: () => undefined };

type Faults = { store?: Around; outside?: Around };

/** One database and one provider, in which processes live and die. */
export async function mortalShop() {
  const database = await paymentsDatabase();
  const { mongo, outbox, endLeases, published } = database;
  const [orders, ledger] = [new FakeOrders(), makeMongoLedger(mongo.connection)];
  const providerTime = { now: new Date() };
  const provider = makeSandboxProvider({ ledger, timeoutMs: 1, lateMs: LATE_MS, now: () => providerTime.now });
  const bank = makeSandboxBank({ ledger, now: () => providerTime.now });
  const store = await openPaymentStore({ mongo, outbox, leaseMs: 60_000 });
  const failures: unknown[] = [];
  const start = ({ store: storeFaults = nothing, outside = nothing }: Faults = {}) =>
    assemblePayments({
      store: around(store, storeFaults),
      queries: makePaymentQueries(mongo.connection),
      providers: makeProviders('sandbox', { sandbox: around(provider, outside) }),
      answerChallenge: bank,
      orders: around(orders, outside),
      now: () => new Date(),
      newId: randomUUID,
      reports: { onObstacle: () => undefined, onFailure: (_payment, error) => failures.push(error) },
    });
  return {
    store,
    orders,
    ledger,
    start,
    published,
    failures,
    order: () => {
      const orderId = randomUUID();
      orders.add(orderId, { customerId });
      return { orderId, customerId, idempotencyKey: `key-${orderId}`, paymentToken: 'tok_success' };
    },
    passProviderTime: (ms: number) => {
      providerTime.now = new Date(providerTime.now.getTime() + ms);
    },
    /** What a process does that starts after the others have died, and their leases have ended. @returns whom it called. */
    recover: async (): Promise<string[]> => {
      await endLeases();
      const calls: string[] = [];
      const outside: Around = { ...nothing, before: (call) => calls.push(call) };
      await start({ outside }).resume(new AbortController().signal);
      expect(failures).toEqual([]);
      return calls;
    },
    bank: (orderId: string, approve: boolean) => bank(`${orderId}:1`, approve),
    /** What the provider did with an order's money, refunds last. */
    movesOf: async (orderId: string) => {
      const row = await ledger.find(`${orderId}:1`);
      return row && [...row.moves.map(({ to }) => to), ...row.refunds.map(({ amount }) => `refunded ${amount}`)];
    },
    /** How the payments of an order ended, as the outside heard of it. */
    endsOf: async (orderId: string) => {
      const payments = await store.ofOrder(orderId);
      const events = (await Promise.all(payments.map(({ id }) => published(id)))).flat();
      return events.map(({ type, data }) => data['status'] ?? type);
    },
  };
}
