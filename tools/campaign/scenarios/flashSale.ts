import type { Scenario } from '../types.ts';

const CUSTOMERS = 500;
const FEWER_CUSTOMERS = 150;

export const flashSale: Scenario = {
  name: 'flash-sale',
  about: 'a round lets 500 customers check out at the same moment, 150 in shorter profiles; many want what is scarce',
  rounds: { quick: 1, default: 1, full: 20 },
  run: async ({ rounds, isFull, inflict, rush }) => {
    const customers = isFull ? CUSTOMERS : FEWER_CUSTOMERS;
    for (let round = 0; round < rounds; round += 1) {
      await inflict({ kind: 'flash-sale', target: 'shop', detail: `${customers} customers` }, async () => {
        await rush(customers);
        return undefined;
      });
    }
  },
};
