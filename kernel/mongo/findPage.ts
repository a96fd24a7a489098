import mongoose, { type Model, type QueryFilter } from 'mongoose';
import { type Connection, connectionOf, invalidCursor, type Page } from '../graphql/page.ts';

const { EJSON } = mongoose.mongo.BSON;

/**
 * Sort keys with 1 (ascending) or -1. Every row has a value for each, of one type; the last one must be unique, so that
 * every row has one place.
 */
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
  const behind = page.cursor === undefined ? {} : behindCursor(order, readCursor(page, sort));
  const found = await read(model, { filter, behind, order, limit: page.size + 1, computed }).catch((error: unknown) => {
    // A forged cursor may hold a text where the list has dates.
    throw page.cursor !== undefined && error instanceof mongoose.Error.CastError ? invalidCursor(page) : error;
  });
  const rows = found.slice(0, page.size);
  if (page.backwards) rows.reverse();
  const edges = rows.map((node) => ({ node, cursor: cursorOf(node, sort) }));
  return connectionOf(page, edges, found.length > page.size);
}

type Reading<Row> = {
  filter: QueryFilter<Row>;
  behind: Record<string, unknown>;
  order: SortKeys;
  limit: number;
  computed: Readonly<Record<string, unknown>>;
};

async function read<Row>(model: Model<Row>, { filter, behind, order, limit, computed }: Reading<Row>): Promise<Row[]> {
  const sort = Object.fromEntries(order);
  if (Object.keys(computed).length === 0) {
    return model.find({ $and: [filter, behind] } as QueryFilter<Row>, null, { sort, limit }).lean<Row[]>();
  }
  return model.aggregate<Row>([
    { $match: filter },
    { $addFields: computed },
    { $match: behind },
    { $sort: sort },
    { $limit: limit },
  ]);
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

/** The row's place, with the names of the keys: another list's cursor is told from one of this list. */
function cursorOf(row: unknown, sort: SortKeys): string {
  const place = Object.fromEntries(sort.map(([path]) => [path, valueAt(row, path)]));
  return Buffer.from(EJSON.stringify(place)).toString('base64url');
}

const valueAt = (row: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], row) ?? null;

function readCursor(page: Page, sort: SortKeys): unknown[] {
  const place = parsed(page.cursor ?? '');
  const values = Object.values(place);
  const isOfThisList = Object.keys(place).join() === sort.map(([path]) => path).join();
  if (!isOfThisList || !values.every(isScalar)) throw invalidCursor(page);
  return values;
}

/** Anything that is no EJSON is a place in no list. */
function parsed(cursor: string): Record<string, unknown> {
  try {
    return Object(EJSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}

const isScalar = (value: unknown) => typeof value !== 'object' || value instanceof Date;
