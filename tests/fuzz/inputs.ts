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

/** Ids of things that exist, by the names of fields that take them: `productId`, `orderId` … `id` takes any. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Named = Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type'>;

const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\r\nBcc: x@example.com',
  '💥'.repeat(40),
  'x'.repeat(10_000),
  '__proto__',
  '{"$gt":""}',
  '$where',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\ud800',
  '-1',
  'NaN',
  '1e400',
];
const PLAUSIBLE = [
  'Ana Popescu',
  'ana@example.com',
  'correct horse battery staple',
  'RO',
  'EUR',
  'CODE-10',
  'SKU-1234',
  'https://example.com/hook',
  'tok_success',
  'tok_declined',
  'a reason that is long enough',
  '2030-01-31T12:00:00Z',
  'key-00000001',
];

/** Any value that the schema lets through for an argument or field, likely and unlikely ones, null and nothing included. */
export function anyValueOf({ name, type }: Named, known: Known, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return given(name, type.ofType as GraphQLInputType, known, depth);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(undefined, null) },
    { weight: depth > 3 ? 0 : 3, arbitrary: given(name, type, known, depth) },
  );
}

function given(name: string, type: GraphQLInputType, known: Known, depth: number): fc.Arbitrary<unknown> {
  if (isListType(type)) {
    return fc.array(anyValueOf({ name, type: type.ofType as GraphQLInputType }, known, depth + 1), { maxLength: 4 });
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name: value }) => value));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return fc.record(Object.fromEntries(fields.map((field) => [field.name, anyValueOf(field, known, depth + 1)])));
  }
  if (!isScalarType(type)) throw new Error(`no input of type ${type}`);
  return scalar(name, type.name, known);
}

function scalar(name: string, type: string, known: Known): fc.Arbitrary<unknown> {
  switch (type) {
    case 'Boolean':
      return fc.boolean();
    case 'Int':
      return fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, -1, 100, 101, 2 ** 31 - 1, -(2 ** 31)));
    case 'MinorUnits':
      return fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(-1, 2 ** 53 - 1, -(2 ** 53 - 1)));
    case 'Float':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'DateTime':
      return fc
        .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString());
    default:
      return text(known[name] ?? known[name.replace(/s$/, '')] ?? (name === 'id' ? Object.values(known).flat() : []));
  }
}

const text = (likely: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: likely.length > 0 ? 6 : 0, arbitrary: fc.constantFrom(...likely, 'x') },
    { weight: 3, arbitrary: fc.constantFrom(...PLAUSIBLE) },
    { weight: 2, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.uuid() },
  );
