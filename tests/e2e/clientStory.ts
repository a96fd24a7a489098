import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { MeDocument, MyOrdersChangedDocument, OrderDocument } from '#client/documents.generated.ts';
import { buy } from '#client/example/buy.ts';
import { makeShopClient } from '#client/shopClient.ts';
import { DEMO_PASSWORD, type Shop } from '#testing/shop.ts';
import { eventually } from '#tools/smoke/eventually.ts';

const ALICE = { email: 'alice@bazaar.example', password: DEMO_PASSWORD };
const PATIENT = 20;

/**
 * A front end with the typed client, in a shop whose services are processes: it follows its orders while the gateway is
 * killed and comes back, and is told of each change once.
 */
export async function tellClientStory(shop: Shop): Promise<void> {
  const client = makeShopClient({ url: shop.url, retries: PATIENT });
  const before = await buy(client, ALICE, () => {});
  expect(before.statuses.at(-1)).toBe('PAID');

  const leaving = new AbortController();
  const told: { readonly id: string; readonly status: string }[] = [];
  const interruptions: string[] = [];
  const onInterrupted = ({ reason }: { reason: string }) => interruptions.push(reason);
  const following = (async () => {
    const events = client.subscribe(MyOrdersChangedDocument, {}, { signal: leaving.signal, onInterrupted });
    for await (const { data } of events) if (data) told.push(data.myOrdersChanged.order);
  })();
  const toldOf = (orderId: string) => told.filter(({ id }) => id === orderId).map(({ status }) => status);
  const untilTold = (orderId: string, status: string) =>
    eventually(
      async () => toldOf(orderId),
      (seen) => seen.includes(status),
      { expected: `${orderId} is ${status}` },
    );
  await untilTold(before.orderId, 'PAID');

  await killGateway(shop);
  await eventually(
    async () => interruptions,
    (seen) => seen.length > 0,
    { expected: 'an interruption' },
  );
  await client.request(MeDocument, {});
  const after = await buy(client, ALICE, () => {});
  await untilTold(after.orderId, 'PAID');

  const { order } = await client.request(OrderDocument, { id: after.orderId });
  expect(toldOf(after.orderId)).toEqual(order?.history.map(({ status }) => status));
  expect(toldOf(before.orderId)).toEqual(['PAID']);
  leaving.abort();
  await expect(following).rejects.toThrow('aborted');
}

/** As a crash would; whoever started it starts it again. */
async function killGateway({ dataDir }: Shop): Promise<void> {
  const { children } = JSON.parse(await readFile(join(dataDir, 'shop/owner.json'), 'utf8')) as {
    children: { pid: number }[];
  };
  const pids = children.map(({ pid }) => pid).join(',');
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '-p', pids]);
  const [, pid] = /^\s*(\d+) .*gateway\/main\.ts/m.exec(stdout) ?? [];
  expect(pid, stdout).toBeDefined();
  process.kill(Number(pid), 'SIGKILL');
}
