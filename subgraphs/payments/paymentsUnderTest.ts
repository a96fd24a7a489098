import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { makeSandboxProvider } from './adapters/sandboxProvider.ts';
import { FakeOrders } from './fakes/fakeOrders.ts';
import { memoryLedger } from './fakes/memoryLedger.ts';
import { MemoryPaymentStore } from './fakes/memoryPaymentStore.ts';
import { makePaymentReads } from './paymentReads.ts';
import type { PaymentsContext } from './ports.ts';
import { resolvers } from './resolvers.ts';
import { makeDrivePayment } from './usecases/drivePayment.ts';
import { makePayOrder } from './usecases/payOrder.ts';
import { makeReleasePayments } from './usecases/releasePayments.ts';
import { makeResumePayments } from './usecases/resumePayments.ts';
import { makeSettlePayment } from './usecases/settlePayment.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Payments through its real schema, use cases and sandbox; database and orders are in memory. Time stands still. */
export function paymentsUnderTest({ now }: { now: Date }) {
  const [store, orders, ledger] = [new MemoryPaymentStore(), new FakeOrders(), memoryLedger()];
  const providerTime = { now };
  const provider = makeSandboxProvider({ ledger, timeoutMs: 1, lateMs: 5_000, now: () => providerTime.now });
  const settle = makeSettlePayment({ store, provider, orders, now: () => now });
  const drive = makeDrivePayment({ store, settle });
  let count = 0;
  const payOrder = makePayOrder({
    store,
    orders,
    drive,
    now: () => now,
    newId: () => `pay${++count}`,
    fingerprintOf: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const fail = (_payment: unknown, error: unknown) => {
    throw error;
  };
  const resume = makeResumePayments({ store, drive, onObstacle: fail, onFailure: fail });
  const queries = { byIds: store.byIds.bind(store), ofOrders: store.ofOrders.bind(store) };
  const context = (call: PaymentsContext['call']) => ({ call, payOrder, payments: makePaymentReads(queries) });
  return {
    ...subgraphUnderTest({ sdl, resolvers, grants: grants.payments, context }),
    store,
    orders,
    ledger,
    /** Lets the provider's time pass. */
    passProviderTime: (ms: number) => {
      providerTime.now = new Date(providerTime.now.getTime() + ms);
    },
    /** One round of the resumer, after all pauses. */
    resume: () => {
      store.endLeases();
      return resume(new AbortController().signal);
    },
    release: makeReleasePayments({ store, wake: () => undefined }),
  };
}
