import { afterAll, beforeAll, expect, it } from 'vitest';
import { post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12",
  import: ["@key", "@external", "@requires", "@interfaceObject"])`;

const TITLES = `${LINK}
  type Query { media: [Media!]! }
  interface Media @key(fields: "id") { id: ID! year: Int }
  type Book implements Media @key(fields: "id") { id: ID! year: Int pages: Int }
  type Film implements Media @key(fields: "id") { id: ID! year: Int }`;

const RATINGS = `${LINK}
  type Media @key(fields: "id") @interfaceObject { id: ID! year: Int @external age: Int @requires(fields: "year") stars: Int }`;

const media = [
  { __typename: 'Book', id: 'b', year: 2020, pages: 100 },
  { __typename: 'Film', id: 'f', year: 2024 },
];

let gateway: Awaited<ReturnType<typeof gatewayOver>>;
beforeAll(async () => {
  const reference = ({ id }: { id: string }) => media.find((each) => each.id === id);
  const titles = await testSubgraph('titles', TITLES, {
    Query: { media: () => media },
    Media: { __resolveReference: reference },
  });
  const ratings = await testSubgraph('ratings', RATINGS, {
    Media: {
      __resolveReference: (found: object) => found,
      age: ({ year }: { year: number }) => 2026 - year,
      stars: ({ id }: { id: string }) => (id === 'b' ? 1 : 2),
    },
  });
  gateway = await gatewayOver([titles, ratings]);
});
afterAll(() => gateway.stop());

it.each([
  ['in a fragment', '{ media { stars ... on Book { age } } }'],
  ['in a named one', '{ media { stars ...F } } fragment F on Book { age }'],
  ['within another', '{ media { ... on Media { stars ... { ... on Book { age } } } } }'],
])('what one type of an interface object requires keeps nothing from the others: %s', async (_where, query) => {
  const { data, errors } = await post(gateway.url, { query });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ media: [{ stars: 1, age: 6 }, { stars: 2 }] });
});
