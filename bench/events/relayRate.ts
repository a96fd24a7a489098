import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { type Bench, openBench, type Servers, within } from './bench.ts';
import { draftOf, someOrders } from './orderEvents.ts';

const EVENTS_OF_AN_ORDER = 5;
const IN_A_TRANSACTION = 500;

/** Events a second that a relay publishes and marks from an outbox that was filled before. */
export const measureRelay = (servers: Servers, events: number): Promise<number> =>
  within(async (scope) => {
    const bench = await openBench(servers, scope);
    await fill(bench, events);
    const { rows } = outboxCollections(bench.mongo);
    const startedAt = performance.now();
    await startRelay({ mongo: bench.mongo, transport: bench.transport, name: 'orders' }, scope);
    // From the end, where the last ones are: from the start each look would pass by all that were marked.
    const backwards = { pending: -1, topic: -1, key: -1, sequence: -1 } as const;
    const isPending = () => rows.findOne({ pending: true }, { sort: backwards, projection: { _id: 1 } });
    while (await isPending()) await pause(10);
    return (events * 1_000) / (performance.now() - startedAt);
  });

async function fill({ mongo }: Bench, events: number): Promise<void> {
  await ensureOutbox(outboxCollections(mongo));
  const outbox = makeOutbox(mongo);
  const orders = someOrders(events / EVENTS_OF_AN_ORDER);
  const drafts = orders.flatMap((order) =>
    Array.from({ length: EVENTS_OF_AN_ORDER }, (_, index) => draftOf(order, index + 1)),
  );
  for (let at = 0; at < drafts.length; at += IN_A_TRANSACTION) {
    await mongo.transaction(() => outbox.append(drafts.slice(at, at + IN_A_TRANSACTION)));
  }
}
