import { readFileSync } from 'node:fs';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { makeSandboxProvider } from './adapters/sandboxProvider.ts';
import { assemblePayments } from './assemblePayments.ts';
import { FakeOrders } from './fakes/fakeOrders.ts';
import { memoryLedger } from './fakes/memoryLedger.ts';
import { MemoryPaymentStore } from './fakes/memoryPaymentStore.ts';
import { resolvers } from './resolvers.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Payments through its real schema, use cases and sandbox; database and orders are in memory. Time stands still. */
export function paymentsUnderTest({ now }: { now: Date }) {
  const [store, orders, ledger] = [new MemoryPaymentStore(), new FakeOrders(), memoryLedger()];
  const providerTime = { now };
  let payments = 0;
  const { context, resume, release } = assemblePayments({
    store,
    queries: { byIds: store.byIds.bind(store), ofOrders: store.ofOrders.bind(store) },
    provider: makeSandboxProvider({ ledger, timeoutMs: 1, lateMs: 5_000, now: () => providerTime.now }),
    orders,
    now: () => now,
    newId: () => `pay${++payments}`,
    reports: { onObstacle: rethrow, onFailure: rethrow },
  });
  return {
    ...subgraphUnderTest({ sdl, resolvers, grants: grants.payments, context }),
    store,
    orders,
    ledger,
    release,
    /** Lets the provider's time pass. */
    passProviderTime: (ms: number) => {
      providerTime.now = new Date(providerTime.now.getTime() + ms);
    },
    /** One round of the resumer, after all pauses. */
    resume: () => {
      store.endLeases();
      return resume(new AbortController().signal);
    },
  };
}

function rethrow(_payment: unknown, error: unknown): never {
  throw error;
}
