import { expect, it } from 'vitest';
import { DEMO_PASSWORD, startShop } from '#testing/shop.ts';
import { runStory } from '#tools/smoke/runStory.ts';
import { tellClientStory } from './clientStory.ts';

const STORY_MS = 120_000;

/** On Kafka it is told by pair.test.ts, to two shops. */
it('a shop lives through the whole story', { timeout: STORY_MS }, async () => {
  const shop = await startShop();
  try {
    const { url, mailUrl } = shop;
    const told: string[] = [];
    const print = (line: string) => void told.push(line);
    const { latencies } = await runStory({ url, mailUrl, adminPassword: DEMO_PASSWORD, races: 20, print });
    expect(latencies.length, told.join('\n')).toBeGreaterThan(0);
    await shop.stop();
  } finally {
    await shop.dispose();
  }
});

it('each service in a process of its own lives through it too', { timeout: STORY_MS }, async () => {
  const shop = await startShop({}, ['--processes']);
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
    await shop.stop();
  } finally {
    await shop.dispose();
  }
});
