import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { startConsumer } from '#events/consumer.ts';
import { makeOutbox, type Outbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { type Bench, openBench, type Servers, within } from './bench.ts';
import { draftOf, type OrderEvent, someOrders } from './orderEvents.ts';

type Options = {
  /** Events a second, each committed in a transaction of its own. */
  readonly rate: number;
  readonly seconds: number;
  /** Whether the consumer has connections of its own, as in another process, or shares those of the publisher. */
  readonly apart: boolean;
  /** Whether it notes each event in an inbox. */
  readonly inbox: boolean;
};

const WARM_UP_SECONDS = 3;
const ORDERS = 500;

/** How long each event took from the commit's acknowledgement to its handler, in ms. */
export const measurePropagation = (servers: Servers, options: Options): Promise<number[]> =>
  within(async (scope) => {
    const bench = await openBench(servers, scope);
    const handledAt = new Map<string, number>();
    const transport = options.apart ? await bench.openAnother(scope) : bench.transport;
    const handle = async ({ data, sequence }: OrderEvent) => {
      const name = `${data.orderId} ${sequence}`;
      if (!handledAt.has(name)) handledAt.set(name, performance.now());
    };
    await startConsumer(
      { transport, name: 'bench', handlers: { 'orders.v1': handle }, ...(options.inbox && { inbox: bench.mongo }) },
      scope,
    );
    await startRelay({ mongo: bench.mongo, transport: bench.transport, name: 'orders' }, scope);
    const orders = someOrders(ORDERS);
    const committedAt = await writeSteadily(bench, orders, options);
    while ([...committedAt.keys()].some((name) => !handledAt.has(name))) await pause(20);
    return [...committedAt].map(([name, at]) => (handledAt.get(name) ?? Number.NaN) - at);
  });

/** Open loop: an event is written when its time has come, however long the others take. Without those of the warm-up. */
async function writeSteadily({ mongo }: Bench, orders: readonly string[], { rate, seconds }: Options) {
  const outbox = makeOutbox(mongo);
  const committedAt = new Map<string, number>();
  const writing: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < rate * (WARM_UP_SECONDS + seconds); index += 1) {
    const dueInMs = startedAt + (index * 1_000) / rate - performance.now();
    if (dueInMs > 0) await pause(dueInMs);
    const order = orders[index % orders.length] ?? '';
    const sequence = 1 + Math.floor(index / orders.length);
    const isWarm = index >= rate * WARM_UP_SECONDS;
    const write = async () => {
      await commitOne(mongo, outbox, order, sequence);
      if (isWarm) committedAt.set(`${order} ${sequence}`, performance.now());
    };
    writing.push(write());
  }
  await Promise.all(writing);
  return committedAt;
}

const commitOne = (mongo: Mongo, outbox: Outbox, order: string, sequence: number) =>
  mongo.transaction(() => outbox.append([draftOf(order, sequence)]));
