import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { runStory } from '#tools/smoke/runStory.ts';
import { tellClientStory } from './clientStory.ts';

const STORY_MS = 120_000;

/** On Kafka it is told by pair.test.ts, to two shops. */
it('a shop lives through the whole story', { timeout: STORY_MS }, async () => {
  const shop = await startShop();
  const readyAt = Date.now();
  try {
    const { url, mailUrl } = shop;
    const told: string[] = [];
    const print = (line: string) => void told.push(line);
    const { latencies } = await runStory({ url, mailUrl, adminPassword: DEMO_PASSWORD, races: 20, print });
    expect(latencies.length, told.join('\n')).toBeGreaterThan(0);
    expectKeptBefore(readyAt, shop);
    await shop.stop();
  } finally {
    await shop.dispose();
  }
});

it('each service in a process of its own lives through it too', { timeout: STORY_MS }, async () => {
  const shop = await startShop({}, ['--processes']);
  const readyAt = Date.now();
  try {
    const { url, mailUrl } = shop;
    const { latencies } = await runStory({
      url,
      mailUrl,
      adminPassword: DEMO_PASSWORD,
      races: 1,
      print: () => undefined,
    });
    expect(latencies.length).toBeGreaterThan(0);
    await tellClientStory(shop);
    expectKeptBefore(readyAt, shop);
    await shop.stop();
  } finally {
    await shop.dispose();
  }
});

/**
 * What a first start compiled. Keeping it takes seconds in which a process does nothing else: whoever was told that the shop is
 * ready would wait.
 */
function expectKeptBefore(readyAt: number, { dataDir }: Shop): void {
  const keptAt = globSync('**/*', { cwd: join(dataDir, 'compile-cache'), withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => statSync(join(each.parentPath, each.name)).mtimeMs);
  expect(keptAt.length).toBeGreaterThan(500);
  expect(keptAt.filter((at) => at > readyAt)).toEqual([]);
}
