import { buildASTSchema, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { anonymous } from '#kernel/auth/principal.ts';
import { testScope } from '#testing/testScope.ts';
import { compileCost } from './compileCost.ts';
import { readCostRules } from './costRules.ts';
import { type CostLimit, makeProtection } from './protect.ts';

const BOOKS = parse(`
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5")
    @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{name: "@listSize", as: "@sized"}])
    { query: Query mutation: Mutation subscription: Subscription }
  directive @link(url: String, import: [Import]) repeatable on SCHEMA
  scalar Import
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @sized(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
    requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  directive @join__field(requires: String) repeatable on FIELD_DEFINITION
  type Query {
    book(id: ID): Book
    bestsellers: [Book] @sized(assumedSize: 5)
    newest(limit: Int): [Book] @sized(slicingArguments: ["limit"])
    either(first: Int, last: Int = 4): [Book] @sized(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    page(limit: Int): Cursor @sized(slicingArguments: ["limit"], sizedFields: ["books"], requireOneSlicingArgument: true)
    all: [Book!]!
    tags: [String]
    slow: Int @cost(weight: 7)
    search(by: Search, also: [Search!], word: String @cost(weight: 2)): Int
    thing: Thing
  }
  type Mutation { rename: Book, touch: Int }
  type Subscription { renamed: Book }
  type Cursor { books: [Book!], next: Cursor }
  type Book { title: String, author: Author, publisher: Publisher, postage: Int @join__field(requires: "author { name } publisher { address { zipCode } }") }
  type Author { name: String }
  type Publisher { name: String, address: Address }
  type Address @cost(weight: 5) { zipCode: String }
  input Search { text: String, near: Near @cost(weight: 3) }
  input Near { x: Int, y: Int }
  union Thing = Book | Author`);

const schema = buildASTSchema(BOOKS);
const rules = readCostRules(BOOKS);

function compiled(text: string) {
  const document = parse(text);
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new Error('no operation');
  const costOf = compileCost({ schema, rules, document, operation: definition }, { listSize: 100 });
  return { document, definition, costOf, rules: [], conditions: undefined, prepared: new Map() };
}

const costOf = (text: string, variables = {}, complain = refuse): number => compiled(text).costOf(variables, complain);

function refuse(error: Error): void {
  throw error;
}

const BOOK = '{ title author { name } publisher { name address { zipCode } } }';

describe('the cost of an operation', () => {
  it.each([
    [`{ book(id: 1) ${BOOK} }`, 8],
    [`{ bestsellers ${BOOK} }`, 40],
    [`{ newest(limit: 3) ${BOOK} }`, 24],
    [`{ page(limit: 4) { books ${BOOK} next { books { title } } } }`, 1 + 4 * 8 + (1 + 100)],
    [`{ all { title } }`, 100],
    ['{ tags __typename }', 0],
    ['{ slow again: slow }', 14],
    ['mutation { touch }', 10],
    ['mutation { rename { title } }', 11],
    ['subscription { renamed { title author { name } } }', 2],
    ['{ book { postage } }', 1 + 1 + 1 + 5],
    ['{ thing { ... on Book { author { name } } ... on Author { name } } }', 2],
  ])('as Apollo Router counts: %s', (text, cost) => {
    expect(costOf(text)).toBe(cost);
  });

  it('depends on variables and defaults', () => {
    const query = `query ($n: Int) { newest(limit: $n) { author { name } } }`;
    expect(costOf(query, { n: 2 })).toBe(4);
    expect(costOf(query, { n: -50 })).toBe(0);
    expect(costOf('{ either { title } }')).toBe(4);
    expect(costOf('{ either(first: 9) { title } }')).toBe(9);
  });

  it('counts fragments wherever they are used, and nothing that is skipped', () => {
    const query = `query ($no: Boolean) { a: book { ...B } b: book { ...B } all @skip(if: $no) { title } }
      fragment B on Book { author { name } }`;
    expect(costOf(query, { no: true })).toBe(4);
    expect(costOf(query, { no: false })).toBe(104);
  });

  it('counts arguments', () => {
    expect(costOf('{ search(word: "x") }')).toBe(2);
    expect(costOf('{ search(by: { text: "x", near: { x: 1 } }) }')).toBe(4);
    expect(costOf('query ($also: [Search!]) { search(also: $also) }', { also: [{ text: 'x' }, { near: {} }] })).toBe(5);
  });

  it('is refused where exactly one slicing argument must be there', () => {
    const refused = expect.objectContaining({ reason: 'SLICING_ARGUMENT_REQUIRED' });
    expect(() => costOf('{ newest { title } }')).toThrow(refused);
    expect(() => costOf('query ($n: Int) { newest(limit: $n) { title } }')).toThrow(refused);
    const complaints: Error[] = [];
    expect(costOf('{ newest { title } }', {}, (error) => complaints.push(error))).toBe(100);
    expect(complaints).toEqual([refused]);
  });

  it.each([
    ['refused where a limit is enforced', { max: 1_000 }, true],
    ['only told of where it is measured', { max: 1_000, mode: 'measure' }, false],
    ['nothing where there is none, as for whoever comes from a gateway that knows no costs', {}, false],
    ['nothing where there is none but clients are shown it', { expose: true }, false],
  ] satisfies [string, CostLimit, boolean][])(
    'a list that does not say how long it is to be is %s',
    (_what, cost, isRefused) => {
      const { admit } = makeProtection({ cost }, testScope().logger);
      const caller = { principal: anonymous, authorization: undefined, requestId: 'r', kinds: [] };
      const ask = () => admit(compiled('{ newest { title } }'), {}, caller);
      if (isRefused) expect(ask).toThrow('newest needs exactly one of limit');
      else expect(ask).not.toThrow();
    },
  );
});
