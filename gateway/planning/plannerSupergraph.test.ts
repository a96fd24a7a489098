import { GraphQLError } from 'graphql';
import { expect, it, onTestFinished } from 'vitest';
import { post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12",
  import: ["@key", "@external", "@requires", "@interfaceObject", "@shareable"])`;

type Resolvers = Parameters<typeof testSubgraph>[2];

async function over(...subgraphs: readonly (readonly [name: string, sdl: string, resolvers: Resolvers])[]) {
  const all = await Promise.all(subgraphs.map(([name, sdl, resolvers]) => testSubgraph(name, LINK + sdl, resolvers)));
  const gateway = await gatewayOver(all);
  onTestFinished(gateway.stop);
  return { all, ask: (query: string, variables = {}) => post(gateway.url, { query, variables }) };
}

it('a field that requires others is asked for by a key that its subgraph can resolve', async () => {
  const { ask } = await over(
    [
      'names',
      'type Book @key(fields: "id") { id: ID! code: ID! @shareable name: String! }',
      { Book: { __resolveReference: ({ id }: { id: string }) => ({ id, code: 'c1', name: `book ${id}` }) } },
    ],
    [
      'labels',
      `type Query { book: Book }
       type Book @key(fields: "code", resolvable: false) @key(fields: "id") {
         id: ID! code: ID! @shareable name: String! @external label: String! @requires(fields: "name") }`,
      {
        Query: { book: () => ({ id: 'b1', code: 'c1' }) },
        Book: {
          __resolveReference: ({ id, name }: Record<string, string>) => (id ? { id, name } : null),
          label: ({ name }: { name: string }) => `<${name}>`,
        },
      },
    ],
  );
  expect(await ask('{ book { label } }')).toMatchObject({ data: { book: { label: '<book b1>' } } });
});

const PRICES = `type Query { goods: [Good!]! }
  type Good @key(fields: "id") { id: ID! price(currency: String!): Int parts(of: Int): [Part!]! }
  type Part { weight(unit: String!): Int }`;
const SHOWN = `type Good @key(fields: "id") {
    id: ID! price(currency: String!): Int @external parts(of: Int): [Part!]! @external
    inEuros(sign: Boolean): String @requires(fields: "price(currency: \\"EUR\\") parts(of: 1) { weight(unit: \\"g\\") }")
    inDollars: String @requires(fields: "price(currency: \\"USD\\") parts(of: 1) { weight(unit: \\"g\\") }")
    pounds: Int @requires(fields: "parts(of: 1) { weight(unit: \\"lb\\") }")
    plain: String }
  type Part @external { weight(unit: String!): Int }`;
const RATES: Readonly<Record<string, number>> = { EUR: 100, USD: 110, RON: 500 };

async function prices() {
  type Reference = { id: string; price?: number; parts?: { weight?: number }[] };
  const seen: object[] = [];
  const unknown = new Set<string>();
  const { ask } = await over(
    [
      'prices',
      PRICES,
      {
        Query: { goods: () => [{ id: 'g1' }] },
        Good: {
          __resolveReference: (reference: Reference) => reference,
          price: (_good: unknown, { currency }: { currency: string }) => {
            if (unknown.has(currency)) throw new GraphQLError('no rate', { extensions: { code: 'REFUSED' } });
            return RATES[currency];
          },
          parts: () => [{}, {}],
        },
        Part: { weight: (_part: unknown, { unit }: { unit: string }) => (unit === 'g' ? 500 : 1) },
      },
    ],
    [
      'shown',
      SHOWN,
      {
        Good: {
          __resolveReference: (reference: Reference) => {
            seen.push(reference);
            return reference;
          },
          inEuros: ({ price, parts }: Reference, { sign }: { sign: boolean }) =>
            `${sign ? '€' : ''}${price} ${parts?.map(({ weight }) => weight)}`,
          inDollars: ({ price, parts }: Reference) => `${price} ${parts?.map(({ weight }) => weight)}`,
          pounds: ({ parts }: Reference) => parts?.[1]?.weight,
          plain: ({ id }: Reference) => id,
        },
      },
    ],
  );
  return { ask, seen, unknown };
}

it('what is required with different arguments reaches each field as it wants it', async () => {
  const { ask, seen } = await prices();
  const query = `query ($sign: Boolean!, $no: Boolean!) { goods {
    price(currency: "RON") plain inEuros(sign: $sign) dollars: inDollars pounds ... @skip(if: $no) { inDollars }
  } }`;
  const { data, errors } = await ask(query, { sign: true, no: true });

  expect(errors).toBeUndefined();
  const good = { price: 500, plain: 'g1', inEuros: '€100 500,500', dollars: '110 500,500', pounds: 1 };
  expect(data).toEqual({ goods: [good] });
  expect(seen).toHaveLength(3);
  expect(JSON.stringify(seen)).not.toContain('as_');
});

it('only what is required of what was asked for is fetched', async () => {
  const { ask, seen } = await prices();
  expect(await ask('{ goods { pounds } }')).toMatchObject({ data: { goods: [{ pounds: 1 }] } });
  expect(seen).toEqual([{ __typename: 'Good', id: 'g1', parts: [{ weight: 1 }, { weight: 1 }] }]);
});

it('an error in it has its place in the words of the schema', async () => {
  const { ask, unknown } = await prices();
  unknown.add('EUR');
  const { data, errors } = await ask('{ goods { inEuros inDollars } }');
  expect(data).toEqual({ goods: [{ inEuros: 'null 500,500', inDollars: '110 500,500' }] });
  expect(errors?.map(({ path }) => path)).toEqual([['goods', 0, 'price']]);
});

it('a root field that no subgraph can answer is an error, and not null', async () => {
  const { ask } = await over(
    [
      'nodes',
      'type Query { node: Node nodes: Int } interface Node @key(fields: "id") { id: ID! }',
      {
        Query: { node: () => ({ __typename: 'Node', id: 'n1' }), nodes: () => 1 },
        Node: { __resolveType: () => 'Node' },
      },
    ],
    [
      'fields',
      `type Query { other: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }`,
      { Query: { other: () => ({ id: 'n2' }) }, Node: { field: () => 'text' } },
    ],
  );
  const { data, errors } = await ask('{ nodes node { field } }');
  expect([data, errors?.map(({ extensions }) => extensions['code'])]).toEqual([undefined, ['INTERNAL']]);
  expect(await ask('{ nodes other { field } }')).toMatchObject({ data: { nodes: 1, other: { field: 'text' } } });
});
