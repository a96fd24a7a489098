import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import type { Pool } from './pool.ts';
import { likelyText, nastyText } from './texts.ts';

export type Manner = {
  readonly pool: Pool;
  /** Who gives it. */
  readonly role: string;
  /** How many of a hundred values are such as nobody means. */
  readonly nasty: number;
};

type Place = {
  readonly name: string;
  /** The input's type or the operation that it belongs to. */
  readonly owner: string;
  readonly depth: number;
};

const DEEPEST = 4;
const DAY_MS = 86_400_000;
const YEAR_9999 = new Date('9999-12-31T00:00:00Z');

/** How many of a hundred optional fields of a name are given; half of all others. */
const GIVEN: Readonly<Record<string, number>> = {
  first: 60,
  last: 8,
  after: 8,
  before: 4,
  and: 15,
  or: 15,
  remove: 15,
  basisPointsOff: 20,
  amountOff: 20,
  minimumSubtotal: 20,
  couponCode: 25,
};

/** The only values that are taken, or the most telling ones. */
const LIKELY_ENUMS: Readonly<Record<string, readonly string[]>> = {
  UpdateOrderStatusInput: ['FULFILLING', 'FULFILLING', 'FULFILLING', 'SHIPPED', 'SHIPPED', 'DELIVERED', 'DELIVERED'],
  CreateCouponInput: ['FREE', 'FREE'],
};

/** Any value that the schema lets through, null and nothing included: likely ones for the most part, or hardly ever. */
export const anyArguments = (owner: string, args: readonly GraphQLArgument[], manner: Manner) =>
  fieldsOf(owner, args, manner, 0);

const fieldsOf = (
  owner: string,
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  manner: Manner,
  depth: number,
) => fc.record(Object.fromEntries(fields.map(({ name, type }) => [name, anyOf(type, { name, owner, depth }, manner)])));

function anyOf(type: GraphQLInputType, place: Place, manner: Manner): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return given(type.ofType as GraphQLInputType, place, manner);
  const share = place.depth > DEEPEST ? 0 : (GIVEN[place.name] ?? 50);
  return fc.oneof(
    { weight: 100 - share, arbitrary: fc.constantFrom(undefined, null) },
    ...(share > 0 ? [{ weight: share, arbitrary: given(type, place, manner) }] : []),
  );
}

function given(type: GraphQLInputType, place: Place, manner: Manner): fc.Arbitrary<unknown> {
  if (isListType(type)) {
    const item = anyOf(type.ofType as GraphQLInputType, place, manner);
    return fc.oneof(
      { weight: 100 - manner.nasty, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) },
      { weight: manner.nasty, arbitrary: fc.constantFrom([]) },
    );
  }
  if (isEnumType(type)) {
    return fc.constantFrom(...type.getValues().map(({ name }) => name), ...(LIKELY_ENUMS[place.owner] ?? []));
  }
  if (isInputObjectType(type)) return fieldsOf(type.name, Object.values(type.getFields()), manner, place.depth + 1);
  if (!isScalarType(type)) throw new Error(`no input of type ${type}`);
  const [likely, nasty] = scalar(type.name, place, manner);
  return fc.oneof({ weight: 100 - manner.nasty, arbitrary: likely }, { weight: manner.nasty, arbitrary: nasty });
}

type Two = readonly [likely: fc.Arbitrary<unknown>, nasty: fc.Arbitrary<unknown>];

function scalar(type: string, { name, owner }: Place, { pool, role }: Manner): Two {
  switch (type) {
    case 'Boolean':
      return [fc.boolean(), fc.boolean()];
    case 'Int':
      return [likelyInt(name), fc.constantFrom(0, -1, 100, 101, 2 ** 31 - 1, -(2 ** 31))];
    case 'MinorUnits':
      return [fc.integer({ min: 1, max: 2_000 }), fc.constantFrom(0, -1, 2 ** 53 - 1, -(2 ** 53 - 1))];
    case 'Float':
      return [fc.integer({ min: 0, max: 100 }), fc.double({ noNaN: true, noDefaultInfinity: true })];
    case 'DateTime':
      return [around(new Date()), fc.date({ min: new Date(0), max: YEAR_9999, noInvalidDate: true }).map(iso)];
    default:
      return [likelyText({ name, owner, role }, pool), nastyText];
  }
}

const iso = (date: Date) => date.toISOString();

const around = (now: Date) =>
  fc.integer({ min: -30 * DAY_MS, max: 30 * DAY_MS }).map((distance) => iso(new Date(now.getTime() + distance)));

function likelyInt(name: string): fc.Arbitrary<number> {
  if (name === 'expectedVersion') return fc.integer({ min: 1, max: 3 });
  if (name === 'quantity') return fc.integer({ min: 1, max: 2 });
  if (name === 'stock' || name === 'delta') return fc.integer({ min: 1, max: 500 });
  // Orders are to be paid before they expire, now and then.
  if (name === 'seconds') return fc.integer({ min: 1, max: 120 });
  return fc.integer({ min: 1, max: 20 });
}
