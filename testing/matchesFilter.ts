import type { Comparison, FilterInput } from '#kernel/graphql/filter.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the database does with a filter, for fakes: compares the named values; a value that is missing matches nothing. */
export const matches = ({ and, or, ...fields }: FilterInput, values: Values): boolean =>
  (and ?? []).every((branch) => matches(branch, values)) &&
  (or == null || or.some((branch) => matches(branch, values))) &&
  Object.entries(fields).every(([field, wanted]) => wanted == null || compares(wanted, values[field]));

const compares = (wanted: Comparison<unknown>, value: unknown): boolean => {
  const actual = ordered(value);
  const is = (bound: unknown, holds: (limit: number | string) => boolean) => bound == null || holds(ordered(bound));
  return (
    value !== undefined &&
    is(wanted.eq, (limit) => actual === limit) &&
    (wanted.in == null || wanted.in.some((each) => ordered(each) === actual)) &&
    is(wanted.gt, (limit) => actual > limit) &&
    is(wanted.gte, (limit) => actual >= limit) &&
    is(wanted.lt, (limit) => actual < limit) &&
    is(wanted.lte, (limit) => actual <= limit)
  );
};

/** Instants are compared as numbers. */
const ordered = (value: unknown): number | string =>
  value instanceof Date ? value.getTime() : (value as number | string);
