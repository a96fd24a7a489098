import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { startConsumer } from '#events/consumer.ts';
import type { Transport } from '#events/transport/transport.ts';
import { openBench, type Servers, within } from './bench.ts';
import { messageOf, OrderCheck, type OrderEvent, someOrders } from './orderEvents.ts';

const EVENTS_OF_AN_ORDER = 10;
const BATCH = 1_000;
const NEW_EVERY_MS = 50;

type Options = {
  /** How many messages lie there when the consumer starts. */
  readonly events: number;
  readonly inbox: boolean;
  /** New ones a second that come meanwhile. */
  readonly rate: number;
};

/**
 * Seconds from the start of a consumer until it has handled a backlog, while new events of the same orders keep coming.
 *
 * @throws Error when an order's events came out of order.
 */
export const measureBacklog = (servers: Servers, { events, inbox, rate }: Options): Promise<number> =>
  within(async (scope) => {
    const bench = await openBench(servers, scope);
    const orders = someOrders(events / EVENTS_OF_AN_ORDER);
    await publishBacklog(bench.transport, orders);
    const check = new OrderCheck({ orders: orders.length, events: EVENTS_OF_AN_ORDER });
    const handle = async ({ data, sequence }: OrderEvent) => check.note(data.orderId, sequence);
    const ended = new AbortController();
    const flowing = keepPublishing(bench.transport, orders, rate, ended.signal);
    const transport = await bench.openAnother(scope);
    const startedAt = performance.now();
    await startConsumer(
      { transport, name: 'bench', handlers: { 'orders.v1': handle }, ...(inbox && { inbox: bench.mongo }) },
      scope,
    );
    await check.all();
    const seconds = (performance.now() - startedAt) / 1_000;
    ended.abort();
    await flowing;
    return seconds;
  });

/** All orders' first events, then all second ones: the order in which a shop writes them. */
async function publishBacklog(transport: Transport, orders: readonly string[]): Promise<void> {
  for (let sequence = 1; sequence <= EVENTS_OF_AN_ORDER; sequence += 1) {
    for (let at = 0; at < orders.length; at += BATCH) {
      await transport.publish(orders.slice(at, at + BATCH).map((order) => messageOf(order, sequence)));
    }
  }
}

async function keepPublishing(transport: Transport, orders: readonly string[], rate: number, signal: AbortSignal) {
  const count = Math.ceil((rate * NEW_EVERY_MS) / 1_000);
  const eventAt = (index: number) =>
    messageOf(orders[index % orders.length] ?? '', EVENTS_OF_AN_ORDER + 1 + Math.floor(index / orders.length));
  for (let next = 0; !signal.aborted; next += count) {
    await transport.publish(Array.from({ length: count }, (_, index) => eventAt(next + index)));
    await pause(NEW_EVERY_MS);
  }
}
