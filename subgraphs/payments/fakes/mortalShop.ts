import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { makePaymentQueries } from '../adapters/mongoPaymentQueries.ts';
import { openPaymentStore } from '../adapters/mongoPaymentStore.ts';
import { assemblePayments } from '../assemblePayments.ts';
import { makeProviders } from '../providers.ts';
import { FakeOrders } from './fakeOrders.ts';
import { type MoneyUnderTest, sandboxUnderTest, stripeUnderTest } from './moneyUnderTest.ts';
import { type Around, around } from './mortal.ts';
import { paymentsDatabase } from './paymentsDatabase.ts';

export const customerId = randomUUID();
const nothing: Around = { before: () => undefined, after: () => undefined };

type Faults = { store?: Around; outside?: Around };

type World = { database: Awaited<ReturnType<typeof paymentsDatabase>>; providerNow: () => Date };

export const onSandbox = ({ database, providerNow }: World): MoneyUnderTest =>
  sandboxUnderTest(database.mongo.connection, providerNow);
export const onStripe = (): Promise<MoneyUnderTest> => stripeUnderTest();

/** One database and one provider, in which processes live and die. */
export async function mortalShop(openMoney: (world: World) => MoneyUnderTest | Promise<MoneyUnderTest> = onSandbox) {
  const database = await paymentsDatabase();
  const { mongo, outbox, endLeases, published } = database;
  const orders = new FakeOrders();
  const providerTime = { now: new Date() };
  const money = await openMoney({ database, providerNow: () => providerTime.now });
  const store = await openPaymentStore({ mongo, outbox, leaseMs: 60_000 });
  const failures: unknown[] = [];
  const start = ({ store: storeFaults = nothing, outside = nothing }: Faults = {}) =>
    assemblePayments({
      store: around(store, storeFaults),
      queries: makePaymentQueries(mongo.connection),
      providers: makeProviders(money.name, { [money.name]: around(money.provider, outside) }),
      answerChallenge: undefined,
      orders: around(orders, outside),
      now: () => new Date(),
      newId: randomUUID,
      reports: { onObstacle: () => undefined, onFailure: (_payment, error) => failures.push(error) },
    });
  return {
    store,
    orders,
    start,
    published,
    failures,
    order: () => {
      const orderId = randomUUID();
      orders.add(orderId, { customerId });
      return { orderId, customerId, idempotencyKey: `key-${orderId}`, paymentToken: money.tokens.success };
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
    money,
    movesOf: money.movesOf,
    /** How the payments of an order ended, as the outside heard of it. */
    endsOf: async (orderId: string) => {
      const payments = await store.ofOrder(orderId);
      const events = (await Promise.all(payments.map(({ id }) => published(id)))).flat();
      return events.map(({ type, data }) => data['status'] ?? type);
    },
  };
}
