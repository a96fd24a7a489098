import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { feeds } from '#gateway/testing/feeds.ts';
import { gatewayOver, startReplica } from '#gateway/testing/gatewayOver.ts';
import { movingAddress } from '#gateway/testing/movingAddress.ts';
import { until } from '#gateway/testing/until.ts';
import { listen } from '#kernel/http.ts';
import { testChromium } from '#testing/chromium.ts';
import { packClient } from '#tools/clientPackage/pack.ts';
import { projectRoot } from '#tools/paths.ts';
import { launch } from './launch.ts';

const PAGE = (gateway: string) => `<!doctype html><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "graphql": "/graphql/index.mjs" } }</script>
<script type="module">
  import { parse } from 'graphql';
  import { makeShopClient } from '/client/shopClient.js';
  window.numbers = [];
  const events = makeShopClient({ url: '${gateway}' }).subscribe(parse('subscription { ticked { number } }'), {});
  for await (const { data } of events) window.numbers.push(data.ticked.number);
</script>`;

/** A shop's front end on an origin of its own: a page, the packed client and what it stands on. */
async function frontEnd(gateway: string): Promise<string> {
  const client = mkdtempSync(join(tmpdir(), 'bazaar-front-'));
  await packClient(client);
  const folders: Record<string, string> = { client, graphql: join(projectRoot, 'node_modules/graphql') };
  const server = createServer(async ({ url = '' }, response) => {
    if (url === '/') return void response.setHeader('content-type', 'text/html').end(PAGE(gateway));
    const [, folder = '', ...path] = url.split('/');
    response.setHeader('content-type', 'text/javascript');
    response.end(await readFile(join(folders[folder] ?? '', ...path)).catch(() => ''));
  });
  onTestFinished(() => {
    server.close();
    rmSync(client, { recursive: true });
  });
  return `http://localhost:${await listen(server, { host: '127.0.0.1', port: 0 })}/`;
}

it('a page of another origin follows a stream over a restart of the gateway, in a real browser', async () => {
  const shop = await feeds();
  const second = await gatewayOver([shop.clock, shop.stations]);
  onTestFinished(() => second.stop());
  const first = await startReplica(second.supergraphFile);
  const address = await movingAddress(first.port);
  shop.tick();
  const browser = await launch(testChromium());
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(await frontEnd(address.url));
  const told = (count: number) =>
    page.waitForFunction((wanted) => (globalThis as { numbers?: number[] }).numbers?.length === wanted, count);
  await told(1);
  shop.tick(2);
  await told(3);

  address.moveTo(second.port);
  await first.stop();
  shop.tick(2);
  await told(5);

  const numbers = await page.evaluate(() => (globalThis as { numbers?: number[] }).numbers ?? []);
  expect(numbers).toEqual([0, 1, 2, 3, 4].map((more) => (numbers[0] ?? 0) + more));
  await page.close();
  await until(() => shop.followers() === 0);
});
