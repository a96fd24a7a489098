import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSnapshot } from '../execution/snapshot.ts';
import { readSource } from '../planning/supergraphSource.ts';
import { post } from '../testing/clients.ts';
import { composed } from '../testing/conformance/supergraphs.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';
import { declaredPolicy } from './declaredPolicy.ts';

const head = (repeatable = '') => `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@composeDirective", "@shareable"])
    @link(url: "https://caching.example/hints/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) ${repeatable} on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }`;

const GOODS = `type Query {
    goods: [Good!] @cacheControl(maxAge: 60), good(id: ID!): Good, label: String @cacheControl(maxAge: 5), plain: String
    mine: String @cacheControl(maxAge: 5, scope: PRIVATE), things: [Thing!] @cacheControl(maxAge: 90) }
  interface Thing { id: ID! }
  type Good implements Thing @key(fields: "id") @cacheControl(maxAge: 300) {
    id: ID! name: String, price: Int @cacheControl(maxAge: 20), size: Size @cacheControl(inheritMaxAge: true), maker: Maker, weight: Int @shareable @cacheControl(maxAge: 9) }
  type Size { width: Int }
  type Maker @cacheControl(maxAge: 30) { name: String }
  type Bin implements Thing { id: ID! @cacheControl(maxAge: 7) }`;

const ours = { goods: `${head()} ${GOODS}` };
const STOCK = `type Good @key(fields: "id") { id: ID! units: Int @cacheControl(maxAge: 2), place: String, weight: Int @shareable @cacheControl(maxAge: 4) }`;

function policyIn(sources: Record<string, string>, service: string, operation: string) {
  const { cacheHints: hints, fullSchema: schema } = buildSnapshot(readSource(composed(sources)));
  return hints && declaredPolicy(operation, { service, schema, hints });
}

const entities = (fields: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Good { ${fields} } } }`;

describe('what a schema declares of answers', () => {
  it.each([
    ['{ label }', 'max-age=5, public'],
    ['{ plain }', undefined],
    ['{ label plain }', undefined],
    ['{ mine label }', 'max-age=5, private'],
    // Of the type; a field of a root type has what its object has.
    ['{ good(id: 1) { id name } }', 'max-age=300, public'],
    ['{ goods { name } }', 'max-age=60, public'],
    ['{ goods { name price } }', 'max-age=20, public'],
    ['{ good(id: 1) { size { width } } }', 'max-age=300, public'],
    ['{ good(id: 1) { maker { name } } }', 'max-age=30, public'],
    ['query Q { good(id: 1) { ...F } } fragment F on Good { name ... on Good { price } }', 'max-age=20, public'],
    ['{ things { __typename id } }', 'max-age=7, public'],
    [entities('name'), 'max-age=300, public'],
    [entities('price'), 'max-age=20, public'],
    ['mutation { label }', undefined],
  ])('%s', (operation, policy) => {
    expect(policyIn(ours, 'goods', operation)).toBe(policy);
  });

  it('on a type counts for nobody where several subgraphs have the type: it may be of another', () => {
    const both = { ...ours, stock: `${head()} ${STOCK}` };
    expect(policyIn(both, 'goods', '{ good(id: 1) { name } }')).toBeUndefined();
    expect(policyIn(both, 'stock', entities('units place'))).toBeUndefined();
    // A field knows whose it is.
    expect(policyIn(both, 'stock', entities('units'))).toBe('max-age=2, public');
    expect(policyIn(both, 'goods', '{ goods { price } }')).toBe('max-age=20, public');
    const refers = `${head()} type Bill @key(fields: "id") { id: ID! good: Good } type Good @key(fields: "id", resolvable: false) { id: ID! }`;
    expect(policyIn({ ...ours, bills: refers }, 'goods', '{ good(id: 1) { name } }')).toBe('max-age=300, public');
  });

  it('in different words of one field is the strictest, where the directive may be repeated', () => {
    const both = { goods: `${head('repeatable')} ${GOODS}`, stock: `${head('repeatable')} ${STOCK}` };
    expect(policyIn(both, 'goods', entities('weight'))).toBe('max-age=4, public');
  });
});

describe('an answer of a server that says nothing', () => {
  async function gatewayTo(headers: Record<string, string>) {
    const resolvers = { Query: { label: () => 'l', plain: () => 'p', goods: () => [] } };
    const subgraph = await testSubgraph('goods', ours.goods, resolvers, { headers: () => headers });
    const cache = { bytes: 2 ** 20, maxAgeSeconds: 60, clientMaxAgeSeconds: 60 };
    const gateway = await gatewayOver([subgraph], { cache });
    onTestFinished(gateway.stop);
    const askTwice = async (query: string) => {
      await post(gateway.url, { query });
      const { headers: told } = await post(gateway.url, { query });
      return { asked: subgraph.asked.length, told: told.get('cache-control') };
    };
    return askTwice;
  }

  it('is kept as its schema says', async () => {
    const askTwice = await gatewayTo({});
    expect(await askTwice('{ label }')).toEqual({ asked: 1, told: 'max-age=4, public' });
  });

  it('is not where its schema says nothing either', async () => {
    const askTwice = await gatewayTo({});
    expect(await askTwice('{ plain label }')).toEqual({ asked: 2, told: 'no-store' });
  });

  it('and the word of a server goes before that of its schema', async () => {
    const askTwice = await gatewayTo({ 'cache-control': 'no-store' });
    expect(await askTwice('{ label }')).toEqual({ asked: 2, told: 'no-store' });
  });
});
