import { randomBytes } from 'node:crypto';
import { expectOutcome } from './failure.ts';
import type { Person } from './person.ts';

export type Product = {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly price: { readonly amount: number; readonly formatted: string };
  readonly availability: Availability;
};

export type Availability = { readonly inStock: boolean; readonly available: number; readonly held: number };

export type ProductPage = {
  readonly nodes: readonly Product[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

const PRODUCT = 'id sku name price { amount formatted } availability { inStock available held }';

type Listing = { first: number; after?: string | null; search?: string; filter?: { inStock: boolean } };

export const listProducts = async (person: Person, listing: Listing): Promise<ProductPage> =>
  (
    await person.ask<{ products: ProductPage }>(
      `query Products($first: Int, $after: String, $search: String, $filter: ProductFilter) {
        products(first: $first, after: $after, search: $search, filter: $filter) {
          nodes { ${PRODUCT} }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      listing,
    )
  ).products;

export const readProduct = async (person: Person, by: { id: string } | { sku: string }): Promise<Product | null> =>
  (
    await person.ask<{ product: Product | null }>(
      `query Product($id: ID, $sku: String) { product(id: $id, sku: $sku) { ${PRODUCT} } }`,
      by,
    )
  ).product;

type CreateResult =
  | { readonly __typename: 'ProductCreated'; readonly product: Product }
  | { readonly __typename: 'SkuTaken' };

const OWN = 'SMOKE-';

export const isOwn = ({ sku }: Pick<Product, 'sku'>): boolean => sku.startsWith(OWN);

export const newSku = (): string => `${OWN}${randomBytes(4).toString('hex').toUpperCase()}`;

/** One that the story may sell out. With the SKU of one that is there already, that one. */
export async function createProduct(admin: Person, sku: string, stock: number): Promise<Product> {
  const document = `mutation CreateProduct($input: CreateProductInput!) {
    createProduct(input: $input) { __typename ... on ProductCreated { product { ${PRODUCT} } } ... on UserError { code message } }
  }`;
  const input = { sku, name: `Lantern ${sku}`, category: 'Smoke test', price: 1_234, stock };
  const { createProduct: created } = await admin.ask<{ createProduct: CreateResult }>(document, { input });
  const known = created.__typename === 'SkuTaken' ? await readProduct(admin, { sku }) : null;
  return known ?? expectOutcome(created, 'ProductCreated').product;
}

type AdjustResult = { readonly __typename: 'StockAdjusted' | 'StockIsHeld' | 'ProductNotFound' };

/** Repeatable with the same key. @throws StoryFailure when the units are not there. */
export async function adjustStock(
  admin: Person,
  productId: string,
  delta: number,
  idempotencyKey: string,
): Promise<void> {
  const document = `mutation AdjustStock($input: AdjustStockInput!) {
    adjustStock(input: $input) { __typename ... on UserError { code message } }
  }`;
  const input = { productId, delta, reason: 'smoke test', idempotencyKey };
  const { adjustStock: adjusted } = await admin.ask<{ adjustStock: AdjustResult }>(document, { input });
  expectOutcome(adjusted, 'StockAdjusted');
}

type EditResult<Name extends string> = { readonly __typename: Name };

/** Changes the price of the product whose `expectedVersion` was read. */
export async function reprice(admin: Person, id: string, expectedVersion: number, price: number) {
  const document = `mutation Reprice($input: UpdateProductInput!) { updateProduct(input: $input) { __typename } }`;
  type Answer = { updateProduct: EditResult<'ProductUpdated' | 'VersionConflict' | 'ProductNotFound'> };
  return (await admin.ask<Answer>(document, { input: { id, expectedVersion, price } })).updateProduct;
}

export async function archive(admin: Person, id: string, expectedVersion: number) {
  const document = `mutation Archive($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename } }`;
  type Answer = { archiveProduct: EditResult<'ProductArchived' | 'StockIsHeld' | 'VersionConflict'> };
  return (await admin.ask<Answer>(document, { input: { id, expectedVersion } })).archiveProduct;
}

/** How many units there are now, and whenever that changes. */
export const watchStock = (person: Person, productId: string) =>
  person.watch<{ availabilityChanged: { readonly availability: Availability } }>(
    `subscription WatchStock($id: ID!) {
      availabilityChanged(productId: $id) { availability { inStock available held } }
    }`,
    { id: productId },
  );
