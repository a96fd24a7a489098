import { AppError } from '#kernel/errors.ts';
import type { Money, Stock } from './stock.ts';

/** What an editor may change. */
export type ProductText = {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly price: Money;
};

export type Product = ProductText & {
  readonly id: string;
  readonly sku: string;
  /** The user who sells it. Null: the shop does. */
  readonly sellerId: string | null;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  readonly stock: Stock;
  /** The first is the main one. They change without a new version, as the stock does. */
  readonly images: readonly ProductImage[];
  /** From 1. Grows with every edit; stock moves without it. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** `id` is its file's. */
export type ProductImage = {
  readonly id: string;
  /** What it shows, for who can't see it; may be empty. */
  readonly alt: string;
  readonly contentType: string;
  readonly bytes: number;
};

export type NewProduct = ProductText & Pick<Product, 'id' | 'sku' | 'sellerId'> & { readonly units: number };

export function newProduct({ units, ...given }: NewProduct, now: Date): Product {
  const stock = { available: units, held: 0, sold: 0, stocked: units };
  return { ...given, status: 'ACTIVE', stock, images: [], version: 1, createdAt: now, updatedAt: now };
}

type Edit = { readonly expectedVersion: number; readonly changes: Partial<ProductText>; readonly now: Date };

/**
 * The product as an editor wants it; the same object when nothing changes.
 *
 * @throws AppError REFUSED (VERSION_CONFLICT) when the editor saw another version.
 */
export function edit(product: Product, { expectedVersion, changes, now }: Edit): Product {
  checkVersion(product, expectedVersion);
  const edited = { ...product, ...changes };
  const isSame =
    edited.name === product.name &&
    edited.description === product.description &&
    edited.category === product.category &&
    edited.price.amount === product.price.amount &&
    edited.price.currency === product.price.currency;
  return isSame ? product : { ...edited, version: product.version + 1, updatedAt: now };
}

/**
 * The product taken out of sale; the same object when it was before.
 *
 * @throws AppError REFUSED: VERSION_CONFLICT, STOCK_IS_HELD while a checkout is on its way.
 */
export function archive(product: Product, { expectedVersion, now }: Omit<Edit, 'changes'>): Product {
  if (product.status === 'ARCHIVED') return product;
  checkVersion(product, expectedVersion);
  if (product.stock.held > 0) throw stockIsHeld(product.stock, 'it is being checked out: archive it afterwards');
  return { ...product, status: 'ARCHIVED', version: product.version + 1, updatedAt: now };
}

/** The product back in sale; the same object when it is. @throws AppError REFUSED (VERSION_CONFLICT). */
export function unarchive(product: Product, { expectedVersion, now }: Omit<Edit, 'changes'>): Product {
  if (product.status === 'ACTIVE') return product;
  checkVersion(product, expectedVersion);
  return { ...product, status: 'ACTIVE', version: product.version + 1, updatedAt: now };
}

/** More would not fit into the API's whole numbers for ever. */
const MAX_STOCKED = 1_000_000_000;

/**
 * @throws AppError REFUSED (STOCK_IS_HELD) when more units would be taken out than are free, BAD_USER_INPUT
 * (TOO_MANY_UNITS).
 */
export function adjust(product: Product, delta: number): Product {
  const { available, stocked } = product.stock;
  if (available + delta < 0) throw stockIsHeld(product.stock, `only ${available} units can be taken out`, 'delta');
  if (stocked + delta > MAX_STOCKED) throw tooMany();
  return { ...product, stock: { ...product.stock, available: available + delta, stocked: stocked + delta } };
}

function checkVersion({ version }: Product, expectedVersion: number): void {
  if (version === expectedVersion) return;
  const message = `it has changed since version ${expectedVersion} was read`;
  const reasons = [{ message, param: 'expectedVersion' }];
  throw new AppError('REFUSED', 'VERSION_CONFLICT', message, { reasons, details: { currentVersion: version } });
}

function stockIsHeld({ available, held }: Stock, message: string, param?: string): AppError {
  const reasons = param === undefined ? [] : [{ message, param }];
  return new AppError('REFUSED', 'STOCK_IS_HELD', message, { reasons, details: { available, held } });
}

function tooMany(): AppError {
  const message = `a product has at most ${MAX_STOCKED} units`;
  return new AppError('BAD_USER_INPUT', 'TOO_MANY_UNITS', message, { reasons: [{ message, param: 'delta' }] });
}
