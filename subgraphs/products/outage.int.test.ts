import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import { findMongod } from '#tools/mongod/findMongod.ts';
import { runMongod } from '#tools/mongod/runMongod.ts';
import { freePort } from '#tools/processes/ports.ts';
import { openStores } from './adapters/storesUnderTest.ts';
import { aProduct, at, NOON } from './productsUnderTest.ts';
import { makeSettleStock } from './usecases/settleStock.ts';

const silent = () => undefined;

/** A mongod that may be stopped without harm to other tests. */
async function ownMongod() {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-outage-'));
  const place = { binary: await findMongod(process.env, silent), dir, port: await freePort(), say: silent };
  let running = await runMongod(place);
  onTestFinished(async () => {
    await running.stop();
    await rm(dir, { recursive: true, force: true });
  });
  return {
    uri: running.uri,
    stop: () => running.stop(),
    start: async () => {
      running = await runMongod(place);
    },
  };
}

it('while the database is away buyers hear UNAVAILABLE together and soon, and later nothing is missing', async () => {
  const mongod = await ownMongod();
  const stores = await openStores({ uri: mongod.uri, prefix: 'outage' });
  onTestFinished(() => stores.mongo.close());
  const lamp = aProduct({ units: 100 });
  await stores.catalogue.add([lamp]);
  const settle = makeGroupCommit({ commit: makeSettleStock(stores.stock), patienceMs: 500 });
  const buy = (orderId: string) =>
    settle({
      type: 'ReserveStock',
      orderId,
      lines: [{ productId: lamp.id, quantity: 1 }],
      heldUntil: at(15),
      now: NOON,
    });
  const orders = Array.from({ length: 50 }, () => randomUUID());

  await mongod.stop();
  const startedAt = performance.now();
  const failures = await Promise.all(orders.map((orderId) => buy(orderId).catch((error: unknown) => error)));
  const tookMs = performance.now() - startedAt;
  await mongod.start();
  const held = await Promise.all(orders.map(buy));

  const away = { code: 'UNAVAILABLE', reason: 'COMMIT_CONTENDED', retryable: true };
  expect(failures).toMatchObject(orders.map(() => away));
  // One batch waits for the driver to give up (2 s), the other shares the next wait; never each buyer on its own.
  expect(tookMs).toBeLessThan(15_000);
  expect(held.map(({ status }) => status)).toEqual(orders.map(() => 'HELD'));
  expect((await stores.catalogue.byIds([lamp.id]))[0]?.stock).toEqual({
    available: 50,
    held: 50,
    sold: 0,
    stocked: 100,
  });
});
