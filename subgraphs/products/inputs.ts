import { z } from 'zod';
import { isAdmin, type Principal, requireSeller } from '#kernel/auth/principal.ts';
import { AppError, type Reason } from '#kernel/errors.ts';
import { type FilterInput, mentions } from '#kernel/graphql/filter.ts';
import { type PageArguments, pageOf } from '#kernel/graphql/page.ts';
import { parseInput } from '#kernel/validation.ts';
import type { Money } from './domain/stock.ts';
import type { CatalogueRow } from './exchangePorts.ts';
import type { ProductQuery, UpdateRequest } from './ports.ts';

/** Control characters, halves of a character (the database would keep them as others), and line breaks that look like none. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => !UNSEEN.test(value), 'must have no line breaks or other control characters');
const prose = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine(
      (value) => !UNSEEN.test(value.replace(/[\n\r\t]/g, ' ')),
      'must have no control characters but line breaks and tabs',
    );
/** So that no sum of 50 lines of 1,000 units leaves the safe integers. */
const amount = z.int().min(0).max(100_000_000_000);
const id = z.string().min(1).max(100);
const sku = z.string().regex(/^[A-Z0-9-]{3,40}$/, 'must be 3 to 40 upper-case letters, digits and dashes');
const uuid = z.uuid();
const units = (min: number, max: number) => z.int().min(min).max(max);
const MAX_UNITS = 1_000_000;

const fields = { name: text(2, 200), description: prose(5_000), category: text(2, 60), price: amount };

const createProduct = z.object({ sku, ...fields, stock: units(0, MAX_UNITS) });

const updateProduct = z.object({ id, expectedVersion: z.int().min(1), ...z.object(fields).partial().shape });

const archiveProduct = z.object({ id, expectedVersion: z.int().min(1) });

const adjustStock = z.object({
  productId: id,
  delta: units(-MAX_UNITS, MAX_UNITS).refine((delta) => delta !== 0, 'must not be 0'),
  reason: text(3, 200),
  idempotencyKey: z
    .string()
    .min(8)
    .max(100)
    .refine((key) => !UNSEEN.test(key), 'must not have control characters'),
});

const lines = z
  .array(z.object({ productId: id, quantity: units(1, 1_000) }))
  .min(1)
  .max(50)
  .superRefine((all, context) => {
    const seen = new Set<string>();
    all.forEach(({ productId }, index) => {
      if (seen.has(productId)) context.addIssue({ code: 'custom', path: [index], message: 'names its product again' });
      seen.add(productId);
    });
  });

const reserveStock = z.object({ orderId: uuid, lines, heldUntil: z.date() });

const list = z.object({
  sort: z.enum(['NEWEST', 'NAME', 'PRICE_LOW_TO_HIGH', 'PRICE_HIGH_TO_LOW']).optional(),
  search: z.string().trim().max(200).optional(),
});

/** Null means "not given" in every input here. */
const given = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT), as all the readers below: every bad field at once. */
export const readCreateProduct = (input: object, currency: string) => {
  const { stock, price, ...rest } = parseInput(createProduct, input);
  return { ...rest, units: stock, price: { amount: price, currency } };
};

const row = z.object({
  sku,
  ...fields,
  description: fields.description.optional(),
  stock: units(0, MAX_UNITS).default(0),
});

/** A product of a file. */
export const readRow = (value: unknown, currency: string): CatalogueRow => {
  const { stock, price, description, ...rest } = parseInput(row, value);
  const words = description === undefined ? rest : { ...rest, description };
  return { ...words, units: stock, price: { amount: price, currency } };
};

export function readUpdateProduct(input: object, currency: string): Omit<UpdateRequest, 'editor'> {
  const { id, expectedVersion, price, name, description, category } = parseInput(updateProduct, given(input));
  const changes = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(category !== undefined && { category }),
    ...(price !== undefined && { price: { amount: price, currency } satisfies Money }),
  };
  return { id, expectedVersion, changes };
}

/** For `unarchiveProduct` as well. */
export const readArchiveProduct = (input: object) => parseInput(archiveProduct, input);

export const readAdjustStock = (input: object) => parseInput(adjustStock, input);

export const readReserveStock = (input: object) => parseInput(reserveStock, input);

export const readQuoteLines = (input: object) => parseInput(z.object({ lines }), input).lines;

/** 1 to 100 ids. */
export const readOrderIds = (orderIds: readonly string[]) =>
  parseInput(z.object({ orderIds: z.array(uuid).min(1).max(100) }), { orderIds }).orderIds;

export const readOrderId = (orderId: string) => parseInput(z.object({ orderId: uuid }), { orderId }).orderId;

type ListArguments = PageArguments & { filter?: FilterInput | null | undefined; sort?: unknown; search?: unknown };

/** What `filter` may say is checked where it becomes a condition: `conditionOf`. */
export function readList({ filter, sort, search, ...page }: ListArguments, principal: Principal) {
  const read = parseInput(list, given({ sort, search }));
  const wanted = filter ?? {};
  const query: Omit<ProductQuery, 'archived'> = { filter: wanted, sort: read.sort, search: read.search || undefined };
  const archived = archivedFor(query, principal);
  return { query: { ...query, archived }, page: pageOf(page) };
}

/** @throws AppError UNAUTHENTICATED, FORBIDDEN for who may not ask for a status; BAD_USER_INPUT (INVALID_FILTER). */
function archivedFor(
  { filter, search }: Omit<ProductQuery, 'archived'>,
  principal: Principal,
): ProductQuery['archived'] {
  if (!mentions(filter, 'status')) return 'none';
  const { userId } = requireSeller(principal);
  const { eq } = (filter['status'] ?? {}) as { eq?: unknown };
  if (search !== undefined && eq == null) {
    const message = 'must be one status, by eq at the top of the filter, where search is given';
    throw new AppError('BAD_USER_INPUT', 'INVALID_FILTER', message, { reasons: [{ message, param: 'filter.status' }] });
  }
  return isAdmin(principal) ? 'all' : { ofSeller: userId };
}

type Lookup = { id?: string | null | undefined; sku?: string | null | undefined };

/** By id or by SKU: exactly one. */
export function readLookup({ id, sku }: Lookup): { id: string } | { sku: string } {
  if (id != null && sku == null) return { id };
  if (sku != null && id == null) return { sku };
  const message = 'give exactly one of id and sku';
  const reasons: Reason[] = [{ message, param: id == null ? 'id' : 'sku' }];
  throw new AppError('BAD_USER_INPUT', 'INVALID_INPUT', message, { reasons });
}
