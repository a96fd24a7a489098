import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import { anonymous } from '#kernel/auth/principal.ts';
import type { Call } from '#kernel/graphql/call.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { grants } from '../directory.ts';
import { assembleProducts } from './assembleProducts.ts';
import { newProduct, type Product } from './domain/product.ts';
import { memoryImages } from './fakes/memoryImages.ts';
import { MemoryProducts } from './fakes/memoryProducts.ts';
import { assembleImages, imageUrls } from './images/assembleImages.ts';
import type { Catalogue, StockStore } from './ports.ts';
import type { Purchases } from './purchasePorts.ts';
import { resolvers } from './resolvers.ts';
import { makeAddImage } from './usecases/changeImages.ts';

export const NOON = new Date('2030-01-01T12:00:00Z');
export const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
export const admin: { userId: string; roles: ('customer' | 'seller' | 'admin')[] } = { userId: 'a1', roles: ['admin'] };

export const seller: typeof admin = { userId: 's1', roles: ['customer', 'seller'] };
/** What use cases are told of the admin. */
export const adminEditor = { userId: 'a1', isAdmin: true };

/** The subgraph with its real schema, resolvers and use cases; the database is a fake unless others are given. */
export function productsUnderTest(
  memory = new MemoryProducts(),
  stores: Catalogue & StockStore = memory,
  purchases = noPurchases,
) {
  const clock = { now: NOON };
  const surroundings = { ...unhurried, purchases, now: () => clock.now, newId: randomUUID, currency: 'EUR' };
  const products = assembleProducts({ catalogue: stores, stock: stores, ...surroundings });
  const { actions, changed } = products;
  const { issued, ...imageParts } = memoryImages(memory, at(5));
  const urls = imageUrls('https://api.example');
  const images = assembleImages({ ...imageParts, urls, catalogue: stores, changed });
  const context = (call: Call) => ({ ...products.context(call), exchange: noExchange, images });
  const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
  const subgraph = subgraphUnderTest({ sdl, resolvers, grants: grants.products, context });
  return {
    ...subgraph,
    clock,
    memory,
    actions,
    /** Image uploads that were granted. */
    issued,
    /** Makes an image of a file that somebody has sent. */
    addImage: makeAddImage({ images: imageParts.store }),
    /** What the transport tells this replica when another one has changed something. */
    changed,
    subscribe: async (text: string, variableValues: Record<string, unknown> = {}) => {
      const contextValue = context({ caller: 'gateway', principal: anonymous, requestId: 'test-request' });
      const stream = await subscribe({ schema: subgraph.schema, document: parse(text), variableValues, contextValue });
      if (!(Symbol.asyncIterator in stream)) return { refusals: shown(stream).errors };
      return {
        /** Undefined at the end. */
        next: async () => {
          const { done, value } = await stream.next();
          return done ? undefined : shown(value);
        },
        stop: async () => void (await stream.return?.()),
      };
    },
  };
}

function shown({ data, errors }: ExecutionResult) {
  const formatted = errors?.map((error) => formatError(error, 'test-request'));
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: formatted };
}

/** Nobody has bought anything. */
export const noPurchases: Pick<Purchases, 'boughtWith' | 'recommendedFor'> = {
  boughtWith: async (ids) => ids.map(() => []),
  recommendedFor: async () => [],
};

/** Nobody sends files. */
const noExchange = {
  requestExport: async () => ({ url: 'http://localhost/export', expiresAt: NOON }),
  requestImport: async () => ({ url: 'http://localhost/import', expiresAt: NOON }),
};

/** Live streams without a pause, and nobody who has bought anything. */
export const unhurried = {
  pause: async () => undefined,
  onFailure: () => undefined,
  purchases: noPurchases,
  exchange: noExchange,
};

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
