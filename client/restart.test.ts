import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { feeds } from '#gateway/testing/feeds.ts';
import { gatewayOver, startReplica } from '#gateway/testing/gatewayOver.ts';
import { movingAddress } from '#gateway/testing/movingAddress.ts';
import { until } from '#gateway/testing/until.ts';
import type { Document } from './documents.ts';
import { makeShopClient } from './shopClient.ts';

type Ticked = { ticked: { number: number; station: { name: string } } };
const TICKED: Document<Ticked, object> = parse('subscription { ticked { number station { name } } }');

let shop: Awaited<ReturnType<typeof feeds>>;
let second: Awaited<ReturnType<typeof gatewayOver>>;
beforeAll(async () => {
  shop = await feeds();
  second = await gatewayOver([shop.clock, shop.stations]);
});
afterAll(() => second.stop());

/** Follows the ticks; the numbers that came, and how often it had to come again. */
function watch(url: string, after?: string) {
  const leaving = new AbortController();
  const numbers: number[] = [];
  const onInterrupted = vi.fn();
  const ended = (async () => {
    const events = makeShopClient({ url }).subscribe(TICKED, {}, { signal: leaving.signal, onInterrupted, after });
    for await (const { data } of events) if (data) numbers.push(data.ticked.number);
  })().catch((error: unknown) => error);
  return { numbers, onInterrupted, leave: () => leaving.abort(), ended };
}

it('goes on where it was when the gateway restarts, its connection is cut and its subgraph restarts', {
  timeout: 30_000,
}, async () => {
  const first = await startReplica(second.supergraphFile);
  const address = await movingAddress(first.port);
  shop.tick();
  const { numbers, onInterrupted, leave, ended } = watch(address.url);
  await until(() => numbers.length === 1);
  shop.tick(2);
  await until(() => numbers.length === 3);

  address.moveTo(second.port);
  await first.stop();
  shop.tick(3);
  await until(() => numbers.length === 6);

  address.cut();
  shop.tick(2);
  await until(() => numbers.length === 8);

  await shop.clock.stop();
  await until(() => shop.followers() === 0);
  shop.tick(2);
  await shop.clock.start();
  await until(() => numbers.length === 10);
  shop.tick();
  await until(() => numbers.length === 11);

  const [begin = 0] = numbers;
  expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((more) => begin + more));
  expect(onInterrupted).toHaveBeenCalledTimes(2);
  leave();
  expect(await ended).toMatchObject({ name: 'AbortError' });
  await until(() => shop.followers() === 0);
});

it('goes on where somebody left off another day', async () => {
  shop.tick(5);
  const today = watch(second.url);
  await until(() => today.numbers.length === 1);
  const [now = 0] = today.numbers;

  const later = watch(second.url, String(now - 3));

  await until(() => later.numbers.length === 3);
  expect(later.numbers).toEqual([now - 2, now - 1, now]);
  today.leave();
  later.leave();
  await Promise.all([today.ended, later.ended]);
});
