import { afterAll, beforeAll, expect, it } from 'vitest';
import { testChromium } from '#testing/chromium.ts';
import { type Shop, startShop } from '#testing/shop.ts';
import { openExplorer } from './explorerPage.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop?.dispose());

it('a developer sees how an operation was planned, and what took its time', async () => {
  const explorer = await openExplorer(testChromium(), shop.explorerUrl);
  try {
    await explorer.signInAs('alice');
    await explorer.run('Browse the catalogue');
    await explorer.answer('totalCount');
    const { title, timings, fetches } = await explorer.plan();
    expect(title).toMatch(/ · [\d.]+ ms · \d fetch/);
    expect(timings.map((text) => text.split('\n')[0])).toEqual(
      expect.arrayContaining(['authorize', 'execute', '1 products']),
    );
    expect(fetches[0]).toMatch(/^Fetch 1 products [\d.]+ ms · 200/);
    // It is no part of the answer.
    expect(await explorer.page.locator('.result-window').textContent()).not.toContain('explain');
    expect(explorer.complaints).toEqual([]);
  } finally {
    await explorer.close();
  }
});

it('a visitor buys something in the explorer and sees the order change live', async () => {
  const explorer = await openExplorer(testChromium(), shop.explorerUrl);
  try {
    await explorer.signInAs('alice');
    await explorer.run('Browse the catalogue');
    await explorer.answer('totalCount');
    await explorer.run('Place an order');
    await explorer.answer('AWAITING_PAYMENT');
    await explorer.run('Watch the order');
    await explorer.liveEvent('AWAITING_PAYMENT');
    // The subscription goes on beside the next operation.
    await explorer.run('Pay');
    await explorer.answer('SUCCEEDED');
    await explorer.liveEvent('PAID');
    await explorer.run('My orders');
    await explorer.answer('PAID');
    expect(explorer.complaints).toEqual([]);
  } finally {
    await explorer.close();
  }
});
