import mongoose, { type QueryFilter } from 'mongoose';
import { AppError, type Reason } from '../errors.ts';

/** What one field may be compared with: `eq` or `in`, or a range. Several together must all hold. */
export type Comparison<Value> = {
  readonly eq?: Value | null | undefined;
  readonly in?: readonly Value[] | null | undefined;
  readonly gt?: Value | null | undefined;
  readonly gte?: Value | null | undefined;
  readonly lt?: Value | null | undefined;
  readonly lte?: Value | null | undefined;
};

/** A filter as the API takes it: comparisons of fields, and `and`/`or` of such filters. All parts must hold. */
export type FilterInput = {
  readonly and?: readonly FilterInput[] | null | undefined;
  readonly or?: readonly FilterInput[] | null | undefined;
  readonly [field: string]: unknown;
};

/** What a field of a filter means in the database: the path that is compared, or a condition of its own. */
export type FilterFields<Row> = Readonly<Record<string, string | ((value: never) => QueryFilter<Row>)>>;

const OPERATORS = ['eq', 'in', 'gt', 'gte', 'lt', 'lte'] as const;
const MAX_DEPTH = 4;
const MAX_CONDITIONS = 50;
const MAX_IN = 100;
const EMPTY = 'must not be empty';

/**
 * The database's condition for a filter; `{}` for none. A null is the same as nothing given. A part that says nothing, such
 * as an empty `or`, `in` or branch of `or`, is an error: it is rarely meant.
 *
 * @throws AppError BAD_USER_INPUT (INVALID_FILTER) that names all bad parts at once: too deep (4 levels), too many
 * conditions (50), too many values in one `in` (100), or empty.
 */
export function conditionOf<Row>(
  filter: FilterInput | null | undefined,
  fields: FilterFields<Row>,
  param = 'filter',
): QueryFilter<Row> {
  const reading: Reading<Row> = { fields, reasons: [], conditions: 0 };
  const condition = read(filter ?? {}, reading, param, 1);
  if (reading.conditions > MAX_CONDITIONS) {
    reading.reasons.push({ param, message: `must have at most ${MAX_CONDITIONS} conditions` });
  }
  if (reading.reasons.length > 0) throw invalidFilter(reading.reasons);
  return condition;
}

/** Whether the filter says anything of a field, however deep. */
export const mentions = ({ and, or, ...fields }: FilterInput, field: string): boolean =>
  fields[field] != null || [...(and ?? []), ...(or ?? [])].some((branch) => mentions(branch, field));

type Reading<Row> = { readonly fields: FilterFields<Row>; readonly reasons: Reason[]; conditions: number };

function read<Row>(filter: FilterInput, reading: Reading<Row>, param: string, depth: number): QueryFilter<Row> {
  if (depth > MAX_DEPTH) {
    reading.reasons.push({ param, message: `must be at most ${MAX_DEPTH} levels deep` });
    return {};
  }
  // Its size is told already, and what is behind may be thousands of branches.
  if (reading.conditions > MAX_CONDITIONS) return {};
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0 && depth > 1) {
    reading.conditions += 1;
    reading.reasons.push({ param, message: EMPTY });
  }
  const parts = given.map(([field, value]) => {
    const where = `${param}.${field}`;
    if (field === 'and' || field === 'or') return branches(field, value as FilterInput[], reading, where, depth);
    return fieldCondition(field, value, reading, where);
  });
  return allOf(parts);
}

function branches<Row>(
  kind: 'and' | 'or',
  filters: readonly FilterInput[],
  reading: Reading<Row>,
  param: string,
  depth: number,
): QueryFilter<Row> {
  if (filters.length === 0) reading.reasons.push({ param, message: EMPTY });
  const parts = filters.map((filter, index) => read(filter, reading, `${param}.${index}`, depth + 1));
  if (kind === 'and' || parts.length === 0) return allOf(parts);
  return { $or: parts } as QueryFilter<Row>;
}

function fieldCondition<Row>(field: string, value: unknown, reading: Reading<Row>, param: string): QueryFilter<Row> {
  reading.conditions += 1;
  const target = reading.fields[field];
  if (typeof target === 'function') return target(value as never);
  if (target === undefined) throw new AppError('INTERNAL', 'UNKNOWN_FILTER_FIELD', `no filter field ${field}`);
  const compared = comparisonOf(value as Comparison<unknown>, reading.reasons, param);
  return { [target]: mongoose.trusted(compared) } as QueryFilter<Row>;
}

function comparisonOf(comparison: Comparison<unknown>, reasons: Reason[], param: string): Record<string, unknown> {
  const given = OPERATORS.filter((operator) => comparison[operator] != null);
  if (given.length === 0) reasons.push({ param, message: EMPTY });
  const { in: values } = comparison;
  if (values && (values.length === 0 || values.length > MAX_IN)) {
    reasons.push({ param: `${param}.in`, message: `must have 1 to ${MAX_IN} values` });
  }
  return Object.fromEntries(given.map((operator) => [`$${operator}`, comparison[operator]]));
}

function allOf<Row>(parts: readonly QueryFilter<Row>[]): QueryFilter<Row> {
  const real = parts.filter((part) => Object.keys(part).length > 0);
  if (real.length <= 1) return real[0] ?? {};
  return { $and: real } as QueryFilter<Row>;
}

function invalidFilter(reasons: readonly Reason[]): AppError {
  const message = reasons.map(({ param, message: each }) => `${param}: ${each}`).join('; ');
  return new AppError('BAD_USER_INPUT', 'INVALID_FILTER', message, { reasons });
}
