import { readFileSync } from 'node:fs';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { makeSandboxBank, makeSandboxProvider } from './adapters/sandboxProvider.ts';
import { assemblePayments } from './assemblePayments.ts';
import { FakeOrders } from './fakes/fakeOrders.ts';
import { memoryLedger } from './fakes/memoryLedger.ts';
import { MemoryPaymentStore } from './fakes/memoryPaymentStore.ts';
import { makeProviders } from './providers.ts';
import { resolvers } from './resolvers.ts';

const sdl = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

/** Payments through its real schema, use cases and sandbox; database and orders are in memory. Time stands still. */
export function paymentsUnderTest({ now, isProduction = false }: { now: Date; isProduction?: boolean }) {
  const [store, orders, ledger] = [new MemoryPaymentStore(), new FakeOrders(), memoryLedger()];
  const providerTime = { now };
  const sandbox = makeSandboxProvider({ ledger, timeoutMs: 1, lateMs: 5_000, now: () => providerTime.now });
  const bank = makeSandboxBank({ ledger, now: () => providerTime.now });
  const time = { now };
  let ids = 0;
  const { context, resume, release } = assemblePayments({
    store,
    queries: {
      byIds: store.byIds.bind(store),
      ofOrders: store.ofOrders.bind(store),
      stepsOf: store.stepsOf.bind(store),
      page: store.page.bind(store),
      count: store.count.bind(store),
    },
    providers: makeProviders('sandbox', { sandbox }),
    answerChallenge: isProduction ? undefined : bank,
    orders,
    now: () => time.now,
    newId: () => `pay${++ids}`,
    reports: { onObstacle: rethrow, onFailure: rethrow },
  });
  return {
    ...subgraphUnderTest({ sdl, resolvers, grants: grants.payments, context }),
    store,
    orders,
    ledger,
    bank,
    release,
    /** Lets the shop's time pass. */
    passTime: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
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
