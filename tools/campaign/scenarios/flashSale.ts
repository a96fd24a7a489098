import type { Scenario } from '../types.ts';

const SALE = { customers: 500, products: 20, units: 50 } as const;
/** As much too few for those who come. */
const SMALL_SALE = { customers: 60, products: 20, units: 6 } as const;

export const flashSale: Scenario = {
  name: 'flash-sale',
  about:
    'a round puts 50 units of each of 20 products on sale, and lets 500 customers check out 1 to 10 of them at the same moment; in shorter profiles 6 units and 60 customers',
  rounds: { quick: 1, default: 1, full: 20 },
  run: async ({ rounds, isFull, random, inflict, openSale }) => {
    const { customers, ...shelf } = isFull ? SALE : SMALL_SALE;
    for (let round = 0; round < rounds; round += 1) {
      await inflict({ kind: 'flash-sale', target: 'shop', detail: `${customers} customers` }, async () => {
        const rush = await openSale({ ...shelf, random });
        await rush(customers);
        return undefined;
      });
    }
  },
};
