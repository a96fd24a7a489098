import type { Scenario } from '../types.ts';

const CUSTOMERS = 500;
const FEWER_CUSTOMERS = 150;
const SHELF = { products: 20, units: 50 } as const;

export const flashSale: Scenario = {
  name: 'flash-sale',
  about:
    'a round puts 50 units of each of 20 products on sale, and lets 500 customers check out 1 to 10 of them at the same moment, 150 in shorter profiles',
  rounds: { quick: 1, default: 1, full: 20 },
  run: async ({ rounds, isFull, random, inflict, openSale }) => {
    const customers = isFull ? CUSTOMERS : FEWER_CUSTOMERS;
    for (let round = 0; round < rounds; round += 1) {
      const rush = await openSale({ ...SHELF, random });
      await inflict({ kind: 'flash-sale', target: 'shop', detail: `${customers} customers` }, async () => {
        await rush(customers);
        return undefined;
      });
    }
  },
};
