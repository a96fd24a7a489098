import { describe, expect, it } from 'vitest';
import { demoProductId } from './seed.ts';
import { demoProducts } from './seedData.ts';

describe('the demo catalogue', () => {
  it('has 40 products in 8 categories, some of them scarce', () => {
    expect(demoProducts).toHaveLength(40);
    expect(new Set(demoProducts.map(({ category }) => category)).size).toBe(8);
    expect(demoProducts.filter(({ units }) => units <= 3).length).toBeGreaterThanOrEqual(5);
    expect(demoProducts.filter(({ units }) => units === 1).length).toBeGreaterThanOrEqual(2);
  });

  it('names each product and SKU once', () => {
    expect(new Set(demoProducts.map(({ sku }) => sku)).size).toBe(40);
    expect(new Set(demoProducts.map(({ name }) => name)).size).toBe(40);
  });

  it('gives a SKU the same id on every machine', () => {
    expect(demoProductId('LAMP-DESK-01')).toBe(demoProductId('LAMP-DESK-01'));
    expect(new Set(demoProducts.map(({ sku }) => demoProductId(sku))).size).toBe(40);
  });
});
