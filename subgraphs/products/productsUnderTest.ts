import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { assembleProducts } from './assembleProducts.ts';
import { newProduct, type Product } from './domain/product.ts';
import { MemoryProducts } from './fakes/memoryProducts.ts';
import type { Catalogue, StockStore } from './ports.ts';
import { resolvers } from './resolvers.ts';

export const NOON = new Date('2030-01-01T12:00:00Z');
export const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
export const admin: { userId: string; roles: ('customer' | 'seller' | 'admin')[] } = { userId: 'a1', roles: ['admin'] };

export const seller: typeof admin = { userId: 's1', roles: ['customer', 'seller'] };
/** What use cases are told of the admin. */
export const adminEditor = { userId: 'a1', isAdmin: true };

/** The subgraph with its real schema, resolvers and use cases; the database is a fake unless others are given. */
export function productsUnderTest(memory = new MemoryProducts(), stores: Catalogue & StockStore = memory) {
  const clock = { now: NOON };
  const parts = { catalogue: stores, stock: stores, now: () => clock.now, newId: randomUUID, currency: 'EUR' };
  const { context, actions } = assembleProducts(parts);
  const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
  return { ...subgraphUnderTest({ sdl, resolvers, grants: grants.products, context }), clock, memory, actions };
}

type Given = Partial<Pick<Product, 'id' | 'sku' | 'name' | 'description' | 'category' | 'createdAt' | 'sellerId'>> & {
  cents?: number;
  units?: number;
};

let made = 0;

/** A product as it is created; what doesn't matter is made up. */
export function aProduct({ cents = 1_000, units = 10, createdAt = NOON, ...given }: Given = {}): Product {
  made += 1;
  const text = { name: `Product ${made}`, description: '', category: 'Things' };
  const id = { id: randomUUID(), sku: `SKU-${String(made).padStart(4, '0')}` };
  return newProduct(
    { ...id, ...text, sellerId: null, price: { amount: cents, currency: 'EUR' }, units, ...given },
    createdAt,
  );
}
