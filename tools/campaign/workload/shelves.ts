import type { Account } from './accounts.ts';
import { type Random, uuidOf, wholeBelow } from './chance.ts';
import type { KeptLog } from './keptLog.ts';
import type { Shelves } from './visits.ts';

type Created = {
  readonly createProduct:
    | { readonly __typename: 'ProductCreated'; readonly product: { readonly id: string } }
    | { readonly __typename: string; readonly message?: string };
};

const CREATE = `mutation Create($input: CreateProductInput!) {
  createProduct(input: $input) { __typename ... on ProductCreated { product { id } } ... on UserError { message } }
}`;
const ADJUST = `mutation Adjust($input: AdjustStockInput!) {
  adjustStock(input: $input) { __typename ... on UserError { message } }
}`;
const TRIES = 60;

export type Range = {
  readonly plenty: number;
  readonly scarce: number;
  /** Units of each. */
  readonly plentyUnits: number;
  readonly scarceUnits: number;
};

export const usualRange: Range = { plenty: 16, scarce: 4, plentyUnits: 500_000, scarceUnits: 12 };

type Shopkeeper = { readonly admin: Account; readonly random: Random; readonly log: KeptLog };

/** New products in the shop, some with units enough for all. @throws Error when the shop will not have them. */
export async function fillShelves(shopkeeper: Shopkeeper, range: Range): Promise<Shelves> {
  const add = (count: number, units: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => addProduct(shopkeeper, index + 1, units)));
  const [plenty, scarce] = await Promise.all([
    add(range.plenty, range.plentyUnits),
    add(range.scarce, range.scarceUnits),
  ]);
  return { plenty, scarce };
}

async function addProduct({ admin, random, log }: Shopkeeper, number: number, stock: number): Promise<string> {
  const sku = `C-${uuidOf(random).slice(0, 18).toUpperCase()}`;
  const input = { sku, name: `Campaign product ${number}`, category: 'Campaign', price: 1_000 + number, stock };
  const answer = await admin.ask<Created>(CREATE, { input }, TRIES);
  const created = answer.kind === 'answered' ? answer.data.createProduct : answer;
  if (!('product' in created)) throw new Error(`no product: ${JSON.stringify(created)}`);
  log.noteStocked({ productId: created.product.id, units: stock });
  return created.product.id;
}

/** Fewer than are wanted: now and then the last units are raced for. */
const MOST_ADDED = 6;

/** Puts some units of one scarce product back on its shelf. */
export async function restock({ admin, random, log }: Shopkeeper, { scarce }: Shelves): Promise<void> {
  const productId = scarce[wholeBelow(random, scarce.length)];
  if (productId === undefined) return;
  const units = 1 + wholeBelow(random, MOST_ADDED);
  const input = { productId, delta: units, reason: 'a delivery', idempotencyKey: uuidOf(random) };
  const answer = await admin.ask<{ adjustStock: { __typename: string } }>(ADJUST, { input }, TRIES);
  if (answer.kind === 'answered' && answer.data.adjustStock.__typename === 'StockAdjusted')
    log.noteStocked({ productId, units });
  else if (answer.kind !== 'unanswered') log.noteViolation(`adjustStock of ${productId}: ${JSON.stringify(answer)}`);
}
