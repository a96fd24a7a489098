import { describe } from 'vitest';
import { MemoryProducts } from './memoryProducts.ts';
import { keepsTheContract } from './productStores.contract.ts';

describe('the stores in memory', () => {
  keepsTheContract(async () => {
    const memory = new MemoryProducts();
    return {
      catalogue: memory,
      stock: memory,
      messages: async () => memory.written.map(({ type, key }) => ({ type, key })),
    };
  });
});
