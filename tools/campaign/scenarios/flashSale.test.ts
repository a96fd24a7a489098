import { expect, it } from 'vitest';
import { runCampaign } from '../runCampaign.ts';
import { baseOptions } from '../testing/baseOptions.ts';
import { fakeParts, fakeWorld } from '../testing/fakeWorld.ts';
import { flashSale } from './flashSale.ts';

it('a flash sale begins each round with 50 units of each of 20 products', async () => {
  const { world } = fakeWorld();
  const parts = fakeParts(world);
  const done: string[] = [];
  const openCustomers: typeof parts.openCustomers = async (...args) => ({
    ...(await parts.openCustomers(...args)),
    openSale: async ({ products, units }) => {
      done.push(`${products} × ${units}`);
      return async (customers) => void done.push(`${customers} customers`);
    },
  });
  const leg = { name: 'sale', planned: [{ scenario: flashSale, rounds: 2 }] };

  await runCampaign([leg], { ...parts, openCustomers }, { ...baseOptions, isFull: true });

  expect(done).toEqual(['20 × 50', '500 customers', '20 × 50', '500 customers']);
});
