import { describe } from 'vitest';
import { MemoryOrders } from './memoryOrders.ts';
import { keepsOrders } from './orderStore.contract.ts';

describe('orders in memory', () => {
  keepsOrders(() => {
    const memory = new MemoryOrders();
    return { store: memory, reads: memory };
  });
});
