import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TIME_LEFT_HEADER } from '#kernel/deadline.ts';
import { buildSnapshot } from '../execution/snapshot.ts';
import { readSource } from '../planning/supergraphSource.ts';
import { post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { type TestSubgraph, testSubgraph } from '../testing/testSubgraph.ts';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12",
    import: ["@key", "@external", "@requires", "@shareable", "@composeDirective"])
  @link(url: "https://bazaar.example/resilience/v1.0", import: ["@timeout", { name: "@fallback", as: "@otherwise" }])
  @composeDirective(name: "@timeout") @composeDirective(name: "@otherwise")
  directive @timeout(ms: Int!) on FIELD_DEFINITION
  directive @otherwise(value: String! = "null") on FIELD_DEFINITION`;

const SHOP = `${LINK}
  type Query { things: [Thing!]! thing: Thing }
  type Mutation { touch: Thing }
  union Any = Thing | Box
  type Thing @key(fields: "id") { id: ID!, name: String, any: Any }
  type Box @key(fields: "id") { id: ID!, name: String }`;

const STARS = `${LINK}
  enum Mood { GOOD BAD }
  type Query { best: [Thing!] @otherwise(value: "[]"), worst: Thing }
  type Thing @key(fields: "id") {
    id: ID!
    stars: Float @otherwise(value: "3.5")
    reviews(first: Int): [Review!]! @otherwise(value: "[]")
    mood: Mood! @otherwise(value: "\\"GOOD\\"")
    price: Int @otherwise(value: "0")
    exact: Int
  }
  type Box @key(fields: "id") { id: ID!, stars: Float, height: Int @otherwise }
  type Review { text: String }`;

const POST = `${LINK}
  type Thing @key(fields: "id") { id: ID!, price: Int @external
    postage: Int @requires(fields: "price")
    eta: String @timeout(ms: 50) @otherwise(value: "\\"soon\\"")
    tracked: Boolean @timeout(ms: 50)
    depot: String
    map: String @timeout(ms: 7000) }`;

const things = [
  { __typename: 'Thing', id: 't1', name: 'Mug' },
  { __typename: 'Thing', id: 't2', name: 'Cup' },
];
const box = { __typename: 'Box', id: 'b1', name: 'Box' };
const withAny = things.map((thing) => ({ ...thing, any: box }));

let gateway: Awaited<ReturnType<typeof gatewayOver>>;
let stars: TestSubgraph;
let mail: TestSubgraph;
beforeAll(async () => {
  const shop = { Query: { things: () => withAny, thing: () => withAny[0] }, Mutation: { touch: () => things[0] } };
  const starred = {
    Query: { best: () => things, worst: () => things[1] },
    Thing: { stars: () => 5, reviews: () => [{ text: 'good' }], mood: () => 'BAD', price: () => 7, exact: () => 9 },
    Box: { stars: () => 1, height: () => 2 },
  };
  const posted = {
    Thing: {
      postage: ({ price }: { price: number }) => price * 2,
      eta: () => 'now',
      tracked: () => true,
      depot: () => 'X',
    },
  };
  stars = await testSubgraph('stars', STARS, starred);
  mail = await testSubgraph('mail', POST, posted);
  gateway = await gatewayOver([await testSubgraph('shop', SHOP, shop), stars, mail], { subgraphTimeoutMs: 1_000 });
});
afterAll(() => gateway.stop());

async function withoutStars() {
  await stars.stop();
  onTestFinished(() => stars.start());
}

const ask = (query: string, variables?: unknown) => post(gateway.url, { query, variables });

const told = (path: (string | number)[], service = 'stars', reason = 'SUBGRAPH_UNAVAILABLE') => ({
  path,
  code: 'UNAVAILABLE',
  reason,
  service,
});

describe('a field with a fallback', () => {
  it('is what it is while its subgraph answers', async () => {
    const { data, extensions } = await ask('{ thing { stars mood } best { id } }');
    expect(data).toEqual({ thing: { stars: 5, mood: 'BAD' }, best: [{ id: 't1' }, { id: 't2' }] });
    expect(extensions).toBeUndefined();
  });

  it('is its value when the subgraph is away: no error, but told where', async () => {
    await withoutStars();
    const { data, errors, extensions } = await ask(
      '{ things { name rank: stars reviews(first: 2) { text } mood } best { id name } }',
    );
    const left = { rank: 3.5, reviews: [], mood: 'GOOD' };
    expect(data).toEqual({
      things: [
        { name: 'Mug', ...left },
        { name: 'Cup', ...left },
      ],
      best: [],
    });
    expect(errors).toBeUndefined();
    const each = ['rank', 'reviews', 'mood'];
    const expected = [...each.map((key) => told(['things', 0, key])), ...each.map((key) => told(['things', 1, key]))];
    expect(extensions?.['fallbacks']).toEqual(expect.arrayContaining([...expected, told(['best'])]));
    expect(extensions?.['fallbacks']).toHaveLength(7);
  });

  it('does not hide that a field without one is missing', async () => {
    await withoutStars();
    const { data, errors, extensions } = await ask('{ thing { name stars exact } worst { id } }');
    expect(data).toEqual({ thing: { name: 'Mug', stars: 3.5, exact: null }, worst: null });
    expect(errors).toHaveLength(2);
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SUBGRAPH_UNAVAILABLE', service: 'stars' });
    expect(extensions).toEqual({ fallbacks: [told(['thing', 'stars'])] });
  });

  it('of another type says nothing, and what is not asked for is not told', async () => {
    await withoutStars();
    const query = `query ($no: Boolean!) { thing { any { ... on Box { height } ... on Thing { stars } }
      price @include(if: $no) ... @include(if: $no) { stars } } }`;
    const { data, errors, extensions } = await ask(query, { no: false });
    expect(data).toEqual({ thing: { any: { height: null } } });
    expect(errors).toBeUndefined();
    expect(extensions).toEqual({ fallbacks: [told(['thing', 'any', 'height'])] });
  });

  it('never tells another subgraph that it is so', async () => {
    await withoutStars();
    mail.asked.splice(0);
    const { data, errors } = await ask('{ thing { price postage } }');
    expect(data).toEqual({ thing: { price: 0, postage: null } });
    expect(errors?.[0]?.extensions).toMatchObject({ service: 'stars' });
    expect(mail.asked).toEqual([]);
  });

  it('is one behind a mutation too', async () => {
    await withoutStars();
    expect((await ask('mutation { touch { name stars } }')).data).toEqual({ touch: { name: 'Mug', stars: 3.5 } });
  });
});

describe('a field with a timeout', () => {
  it('may be worth more time than others', async () => {
    expect((await ask('{ thing { map } }')).data).toEqual({ thing: { map: null } });
    expect(Number(mail.seen.at(-1)?.[TIME_LEFT_HEADER])).toBeGreaterThan(5_000);
  });

  it('is waited for no longer than that, alone or among others that have one', async () => {
    mail.freeze();
    const { data, errors, extensions } = await ask('{ thing { name eta } }');
    expect(data).toEqual({ thing: { name: 'Mug', eta: 'soon' } });
    expect(errors).toBeUndefined();
    expect(extensions).toEqual({ fallbacks: [told(['thing', 'eta'], 'mail', 'DEADLINE_EXCEEDED')] });
    const both = await ask('{ thing { eta tracked } }');
    expect(both.data).toEqual({ thing: { eta: 'soon', tracked: null } });
    expect(both.errors?.[0]?.extensions).toMatchObject({ reason: 'DEADLINE_EXCEEDED', service: 'mail' });
  });

  it('is waited for as long as another that comes with it', async () => {
    mail.freeze();
    const { errors } = await ask('{ thing { tracked depot } }');
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SUBGRAPH_UNAVAILABLE', service: 'mail' });
  });
});

it('the shop shows profiles without recommendations, and waits longer for reports', () => {
  const shop = buildSnapshot(readSource(readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8')));
  const rule = { withinMs: 2_000, fallback: { value: null } };
  expect(shop.fieldRules?.get('User.recommendations')).toEqual(rule);
  expect(shop.fieldRules?.get('Query.salesReport')).toEqual({ withinMs: 60_000 });
});

describe('a rule that can not be kept', () => {
  it.each([
    ['null where none may be', 'a: Int! @otherwise'],
    ['another type', 'a: Int @otherwise(value: "\\"x\\"")'],
    ['another type in a list', 'a: [Int!] @otherwise(value: "[null]")'],
    ['no JSON', 'a: String @otherwise(value: "none")'],
    ['an object', 'a: Query @otherwise(value: "{}")'],
    ['no time', 'a: Int @timeout(ms: 0)'],
    ['a mutation', 'a: Int } type Mutation { a: Int @otherwise'],
  ])('is no valid supergraph: %s', (_what, fields) => {
    const typeDefs = parse(`${LINK} type Query { b: Int ${fields} }`);
    const { supergraphSdl = '' } = composeServices([{ name: 'a', url: 'http://a', typeDefs }]);
    expect(() => buildSnapshot(readSource(supergraphSdl))).toThrow(/a rule of \w+\.a can't be kept/);
  });
});
