import mongoose, { type Model, type QueryFilter } from 'mongoose';
import { type Connection, connectionOf, invalidCursor, type Page } from '../graphql/page.ts';

const { EJSON } = mongoose.mongo.BSON;

/** Sort keys with 1 (ascending) or -1; the last one must be unique, so that every row has one place. */
export type SortKeys = readonly (readonly [path: string, direction: 1 | -1])[];

/**
 * One page by key set: stable while rows are added and removed around it, and as fast on page 1,000 as on page 1.
 * An index must cover `filter` and `sort`. `computed` adds fields that `sort` names and rows don't have, as an aggregation
 * writes them (`{ score: { $meta: 'textScore' } }`); all rows that match `filter` are then sorted for every page.
 *
 * @throws AppError BAD_USER_INPUT (INVALID_PAGE) for a cursor of another list.
 */
export async function findPage<Row>(
  model: Model<Row>,
  filter: QueryFilter<Row>,
  sort: SortKeys,
  page: Page,
  computed: Readonly<Record<string, unknown>> = {},
): Promise<Connection<Row>> {
  const order = page.backwards ? sort.map(([path, direction]) => [path, direction === 1 ? -1 : 1] as const) : sort;
  const behind = page.cursor === undefined ? {} : behindCursor(order, readCursor(page, order.length));
  const wanted = { sort: Object.fromEntries(order), limit: page.size + 1 };
  const found =
    Object.keys(computed).length === 0
      ? await model.find({ $and: [filter, behind] } as QueryFilter<Row>, null, wanted).lean<Row[]>()
      : await model.aggregate<Row>([
          { $match: filter },
          { $addFields: computed },
          { $match: behind },
          { $sort: wanted.sort },
          { $limit: wanted.limit },
        ]);
  const rows = found.slice(0, page.size);
  if (page.backwards) rows.reverse();
  const edges = rows.map((node) => ({ node, cursor: cursorOf(node, sort) }));
  return connectionOf(page, edges, found.length > page.size);
}

/** (a, b) behind (x, y) is: a behind x, or a equal x and b behind y. */
function behindCursor(order: SortKeys, values: readonly unknown[]) {
  const alternatives = order.map(([path, direction], position) => {
    const equal = order.slice(0, position).map(([earlier], index) => [earlier, values[index]]);
    const behind = mongoose.trusted({ [direction === 1 ? '$gt' : '$lt']: values[position] });
    return Object.fromEntries([...equal, [path, behind]]);
  });
  return { $or: alternatives };
}

function cursorOf(row: unknown, sort: SortKeys): string {
  const values = sort.map(([path]) => valueAt(row, path));
  return Buffer.from(EJSON.stringify(values)).toString('base64url');
}

const valueAt = (row: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], row) ?? null;

function readCursor(page: Page, length: number): unknown[] {
  try {
    const values: unknown = EJSON.parse(Buffer.from(page.cursor ?? '', 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values;
  } catch {
    throw invalidCursor(page);
  }
  throw invalidCursor(page);
}

const isScalar = (value: unknown) => value === null || typeof value !== 'object' || value instanceof Date;
