import { GraphQLError } from 'graphql';
import type { Change, ChangeListener, ChangeSource } from '../cache/changes.ts';
import type { GatewayOptions } from '../server.ts';
import { gatewayOver } from './gatewayOver.ts';
import { testSubgraph } from './testSubgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12",
  import: ["@key", "@external", "@requiresScopes"])`;

const GOODS = `${LINK}
  type Query { good(id: ID!): Good, goods: [Good!]!, mine: String, secret: String @requiresScopes(scopes: [["read"]]) }
  type Mutation { rename(id: ID!, name: String!): Good }
  interface Thing { id: ID!, name: String! }
  type Good implements Thing @key(fields: "id") { id: ID!, name: String!, like: [Thing!]! }`;

const STOCK = `${LINK}
  type Mutation { sell(id: ID!): Boolean }
  type Good @key(fields: "id") { id: ID!, units: Int!, place: String }`;

type Good = { readonly id: string; name: string; units: number };

/** Two subgraphs whose answers say what they are told to say about keeping them. */
async function goodsAndStock() {
  const goods = new Map<string, Good>(
    ['g1', 'g2', 'g3'].map((id, index) => [id, { id, name: `good ${id}`, units: index + 1 }]),
  );
  const said = { goods: { 'cache-control': 'max-age=60, public' }, stock: { 'cache-control': 'max-age=60, public' } };
  /** Ids of entities that `stock` was asked for, request by request. */
  const looked: string[][] = [];
  const broken = new Set<string>();
  /** An answer waits for it once it was computed. */
  const gate = { opened: Promise.resolve() };
  const goodsAt = await testSubgraph('goods', GOODS, goodsResolvers(goods, gate), { headers: () => said.goods });
  const stockAt = await testSubgraph('stock', STOCK, stockResolvers({ goods, looked, broken, gate }), {
    headers: () => said.stock,
  });
  return {
    goods,
    said: said as Record<'goods' | 'stock', Record<string, string>>,
    looked,
    broken,
    gate,
    goodsAt,
    stockAt,
  };
}

type Gate = { opened: Promise<void> };

async function through<Value>({ opened }: Gate, value: Value): Promise<Value> {
  const computed = structuredClone(value);
  await opened;
  return computed;
}

const goodsResolvers = (goods: Map<string, Good>, gate: Gate) => ({
  Query: {
    good: (_root: unknown, { id }: { id: string }) => through(gate, goods.get(id) ?? null),
    goods: () => through(gate, [...goods.values()]),
    mine: () => 'mine',
    secret: () => 'secret',
  },
  Mutation: {
    rename: (_root: unknown, { id, name }: { id: string; name: string }) =>
      Object.assign(goods.get(id) ?? {}, { name }),
  },
  Thing: { __resolveType: () => 'Good' },
  Good: {
    __resolveReference: ({ id }: { id: string }) => through(gate, goods.get(id) ?? null),
    like: () => [goods.get('g3')],
  },
});

type Stocked = { goods: Map<string, Good>; looked: string[][]; broken: ReadonlySet<string>; gate: Gate };

const stockResolvers = ({ goods, looked, broken, gate }: Stocked) => ({
  Mutation: {
    sell: (_root: unknown, { id }: { id: string }) => {
      const good = goods.get(id);
      if (good) good.units -= 1;
      return true;
    },
  },
  Good: {
    __resolveReference: ({ id }: { id: string }, context: { batch?: string[] }) => {
      batchOf(context, looked).push(id);
      return through(gate, goods.get(id) ?? null);
    },
    place: ({ id }: Good) => {
      if (broken.has(id)) throw new GraphQLError('nobody knows', { extensions: { code: 'REFUSED' } });
      return `shelf ${id}`;
    },
  },
});

/** One list for each request: all of them share a context. */
function batchOf(context: { batch?: string[] }, looked: string[][]): string[] {
  if (context.batch) return context.batch;
  const batch: string[] = [];
  context.batch = batch;
  looked.push(batch);
  return batch;
}

/** Changes that a test tells of. */
function changesByHand() {
  const told: ChangeListener[] = [];
  const state = { isListening: true };
  const source: ChangeSource = {
    concerns: {
      types: { Good: 'id', Query: null },
      lookups: { good: { argument: 'id', type: 'Good' } },
    },
    isListening: () => state.isListening,
    follow: async (listener) => void told.push(listener),
  };
  const tell = (...changes: Change[]) => {
    for (const { changed } of told) changed(changes);
  };
  const lose = () => {
    for (const { lost } of told) lost();
  };
  return { source, state, tell, lose };
}

const MEGABYTE = 2 ** 20;

/** A listening gateway that keeps what it may. */
export async function cachingGateway({ cache, ...given }: Partial<GatewayOptions> = {}) {
  const shelves = await goodsAndStock();
  const changes = changesByHand();
  const gateway = await gatewayOver([shelves.goodsAt, shelves.stockAt], {
    cache: { bytes: MEGABYTE, maxAgeSeconds: 600, clientMaxAgeSeconds: 600, ...cache },
    changes: changes.source,
    ...given,
  });
  return { ...shelves, ...gateway, changes };
}
