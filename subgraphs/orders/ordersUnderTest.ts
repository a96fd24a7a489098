import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import type { Principal } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { newCode } from './adapters/newCode.ts';
import { assembleOrders } from './assembleOrders.ts';
import { FakeStock } from './fakes/fakeStock.ts';
import { MemoryOrders } from './fakes/memoryOrders.ts';
import type { Sales } from './ports.ts';
import { resolvers } from './resolvers.ts';

export const NOON = new Date('2030-01-01T12:00:00Z');
export const MINUTE_MS = 60_000;
const PARTITIONS = 4;

type Options = {
  /** Product id → price in cents and units in stock. */
  shelf?: Record<string, { price: number; available: number }>;
  isClockFixed?: boolean;
  sales?: Sales;
  timeline?: Parameters<typeof assembleOrders>[0]['timeline'];
};

/** The subgraph with its real schema, resolvers and use cases; database, products and clock are fakes. */
export function ordersUnderTest({
  shelf = {},
  isClockFixed = false,
  sales = NO_SALES,
  timeline = LONELY,
}: Options = {}) {
  const memory = new MemoryOrders();
  const stock = new FakeStock(shelf);
  let now = NOON;
  const clock = {
    now: () => now,
    advance: async (ms: number) => {
      if (isClockFixed) throw new AppError('REFUSED', 'CLOCK_FIXED', 'real time');
      now = new Date(now.getTime() + ms);
      return now;
    },
  };
  const parts = {
    store: memory,
    reads: memory,
    stock,
    clock,
    newId: randomUUID,
    holdMs: 15 * MINUTE_MS,
    sales,
    currency: 'EUR',
    coupons: memory.coupons,
    newCode,
    liveSince: new Date(Date.now() - 10 * MINUTE_MS),
    timeline,
  };
  const { context, live, followOrder, recordRefund } = assembleOrders(parts);
  const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
  const subgraph = subgraphUnderTest({ sdl, resolvers, grants: grants.orders, context });
  let delivered = 0;
  const followers: (() => Promise<void>)[] = [];
  const tell = async (index: number, instance = live) => {
    const message = memory.written[index];
    if (!message) throw new Error('nothing was written');
    const { type, data, sequence: version } = message;
    const { orderId, customerId } = data;
    const partition = Number.parseInt(orderId.slice(0, 1), 16) % PARTITIONS;
    const position = { partition, offset: String(index), timestamp: new Date() };
    await instance.tell({ orderId, customerId, version }, position);
    if (instance === live) await followOrder({ type, ...data });
  };
  const subscribeTo =
    (instance: Instance) =>
    async (principal: Principal, text: string, variableValues: Record<string, unknown> = {}) => {
      const call = { caller: 'gateway', principal, requestId: 'test-request' };
      const contextValue = instance.context(call);
      const stream = await subscribe({ schema: subgraph.schema, document: parse(text), variableValues, contextValue });
      return Symbol.asyncIterator in stream ? readable(stream) : { errors: format(stream) };
    };

  return {
    ...subgraph,
    stock,
    /** What payments tells when money went back. */
    recordRefund,
    clock,
    memory,
    /** What relay, transport and consumers do, at once: passes on what was written since the last call. */
    deliver: async () => {
      for (; delivered < memory.written.length; delivered += 1) await tell(delivered);
      for (const catchUp of followers) await catchUp();
    },
    /** At least once: the last message comes a second time. */
    deliverAgain: () => tell(delivered - 1),
    subscribe: subscribeTo({ context }),
    /**
     * Another process on the same data, which is told what the first one is told from the `from`th message on. With `upTo` it
     * lags: it has been told that many, and hears of no more before `catchUp`.
     */
    replica: async ({ liveSince, from = 0, upTo }: { liveSince: Date; from?: number; upTo?: number }) => {
      const instance = assembleOrders({ ...parts, liveSince });
      let told = from;
      const catchUp = async (end = delivered) => {
        for (; told < end; told += 1) await tell(told, instance.live);
      };
      await catchUp(upTo);
      if (upTo === undefined) followers.push(catchUp);
      return { subscribe: subscribeTo(instance), catchUp };
    },
  };
}

const NO_SALES: Sales = { days: async () => [], topProducts: async () => [] };

/** Nobody else knows anything of orders. */
const LONELY: NonNullable<Options['timeline']> = {
  sources: { STOCK: async () => [], PAYMENTS: async () => [], MESSAGES: async () => [] },
  places: { find: async () => new Map() },
  onMissing: () => undefined,
};

type Instance = Pick<ReturnType<typeof assembleOrders>, 'context'>;

const format = ({ errors = [] }: ExecutionResult) => errors.map((error) => formatError(error, 'test-request'));

function readable(stream: AsyncIterableIterator<ExecutionResult>) {
  return {
    /** The next message as a client sees it, or undefined at the end. */
    next: async () => {
      const { done, value } = await stream.next();
      if (done) return undefined;
      return value.errors ? { errors: format(value) } : JSON.parse(JSON.stringify(value));
    },
    stop: async () => void (await stream.return?.()),
  };
}
