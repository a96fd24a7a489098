import fc from 'fast-check';
import { buildASTSchema, type DocumentNode, Kind, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { expect, it } from 'vitest';
import { filterOperation, rulesOf } from './filterOperation.ts';
import { readRules } from './rules.ts';

/** As older compositions write it: the interface says nothing of what its types ask. */
const SUPERGRAPH = parse(`
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5")
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY, import: [{name: "@requiresScopes", as: "@scopes"}])
    { query: Query }
  directive @link(url: String, for: String, import: [Import]) repeatable on SCHEMA
  scalar Import
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @scopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @join__field(requires: String) repeatable on FIELD_DEFINITION
  interface Node { id: ID, next: Node, any: Any }
  type A implements Node { id: ID, next: Node, any: Any, secret: Int @authenticated, pulls: Int @join__field(requires: "secret"),
    further: Int @join__field(requires: "a { pulls }"), a: A }
  type B implements Node @authenticated { id: ID, next: Node, any: Any, b: Int }
  type C implements Node { id: ID @scopes(scopes: [["c"]]), next: Node, any: Any, level: Level }
  union Any = A | B | C
  enum Level @scopes(scopes: [["level"], ["c", "all"]]) { LOW }
  type Query { node: Node, any: Any, a: A, b: B, hidden: Node @authenticated }`);

const schema = buildASTSchema(SUPERGRAPH);
const rules = readRules(SUPERGRAPH);
if (!rules) throw new Error('no rules');

/** Coordinates that only callers with rights may have, however they are reached. */
const GUARDED = new Set([
  'A.secret',
  'A.pulls',
  'A.further',
  'C.level',
  'C.id',
  'Query.hidden',
  'Query.b',
  'B.b',
  'B.id',
  'B.next',
  'B.any',
]);
/** On the interface they may be read from a type that asks for something. */
const AMBIGUOUS = new Set(['Node.id', 'Node.next', 'Node.any']);

const FIELDS: Record<string, readonly string[]> = {
  Query: ['node', 'any', 'a', 'b', 'hidden'],
  Node: ['id', 'next', 'any', '__typename'],
  A: ['id', 'next', 'any', 'secret', 'pulls', 'further'],
  B: ['id', 'next', 'b'],
  C: ['id', 'next', 'any', 'level'],
  Any: ['__typename'],
};
const RESULT: Record<string, string> = { node: 'Node', any: 'Any', a: 'A', b: 'B', hidden: 'Node', next: 'Node' };
const NARROWER: Record<string, readonly string[]> = { Node: ['A', 'B', 'C', 'Node'], Any: ['A', 'B', 'C', 'Node'] };

type Draw = () => number;
let alias = 0;

function selection(type: string, depth: number, draw: Draw): string {
  const inner = (NARROWER[type] ?? [type])[draw() % (NARROWER[type]?.length ?? 1)] ?? type;
  if (draw() % 3 === 0 && depth > 0) return `... on ${inner} ${set(inner, depth - 1, draw)}`;
  const names = FIELDS[type] ?? [];
  const name = names[draw() % names.length] ?? '__typename';
  const result = RESULT[name];
  alias += 1;
  return `x${alias}: ${result ? `${name} ${depth > 0 ? set(result, depth - 1, draw) : '{ __typename }'}` : name}`;
}

const set = (type: string, depth: number, draw: Draw): string =>
  `{ ${Array.from({ length: 1 + (draw() % 3) }, () => selection(type, depth, draw)).join(' ')} }`;

/** Every field of the document, with the type it is selected on. */
function coordinatesIn(document: DocumentNode): Set<string> {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (parent && field && !field.name.startsWith('__')) found.add(`${parent.name}.${field.name}`);
      },
    }),
  );
  return found;
}

const documents = fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 }).map((numbers) => {
  let at = 0;
  const draw = () => numbers[at++ % numbers.length] ?? 0;
  return `query { ${Array.from({ length: 2 }, () => selection('Query', 5, draw)).join(' ')} }`;
});

it('nothing that is guarded is left for a visitor, and what is left is valid', { timeout: 60_000 }, () => {
  let left = 0;
  fc.assert(
    fc.property(documents, (text) => {
      const document = parse(text);
      const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      if (!operation) return;
      const filtered = filterOperation({ schema, rules, document, operation }, () => false).document;
      if (!filtered) return;
      left += 1;
      const found = coordinatesIn(filtered);
      expect([...found].filter((each) => GUARDED.has(each) || AMBIGUOUS.has(each))).toEqual([]);
      expect(validate(schema, filtered)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
  expect(left).toBeGreaterThan(20);
});

it('callers who meet every rule that is found keep the whole operation', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(documents, (text) => {
      const document = parse(text);
      const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      if (!operation) return;
      const found = new Set(rulesOf({ schema, rules, document, operation }).map(({ key }) => key));
      const filtered = filterOperation({ schema, rules, document, operation }, ({ key }) => found.has(key));
      expect(filtered.denied.size).toBe(0);
      expect(filtered.document?.definitions[0]).toEqual(operation);
    }),
    { numRuns: 300 },
  );
});
