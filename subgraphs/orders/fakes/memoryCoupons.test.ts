import { describe } from 'vitest';
import { keepsCoupons } from './coupons.contract.ts';
import { MemoryOrders } from './memoryOrders.ts';

describe('coupons in memory', () => {
  keepsCoupons(() => {
    const store = new MemoryOrders();
    return { store, coupons: store.coupons };
  });
});
