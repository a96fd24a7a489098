import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { GatewayOptions } from '../server.ts';
import { cachingGateway } from '../testing/cacheable.ts';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import type { Explained, FetchRun, PlanTree } from './explained.ts';
import { EXPLAIN_HEADER } from './explanation.ts';

type Gateway = Awaited<ReturnType<typeof libraryGateway>>;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await libraryGateway({ explains: true });
});
afterAll(() => gateway.stop());

const explained = async ({ url }: Pick<Gateway, 'url'>, query: string, headers: Record<string, string> = {}) => {
  const { extensions, ...answer } = await post(url, { query }, { [EXPLAIN_HEADER]: '1', ...headers });
  return { ...answer, extensions, explain: extensions?.['explain'] as Explained };
};

/** Each fetch of a plan, in its order. */
function fetchesIn(node: PlanTree | undefined): (Extract<PlanTree, { kind: 'Fetch' }> & { run?: FetchRun })[] {
  if (!node) return [];
  if (node.kind === 'Fetch') return [node];
  if (node.kind === 'Flatten') return fetchesIn(node.node);
  if (node.kind === 'Condition') return [node.ifSo, node.ifNot].flatMap(fetchesIn);
  return node.nodes.flatMap(fetchesIn);
}

describe('an operation whose developer asks how it is answered', () => {
  it('tells its phases, its plan and each fetch', async () => {
    const query = 'query Told { books(by: TITLE) { title author { name } } }';
    const { data, explain } = await explained(gateway, query);

    expect(data).toMatchObject({ books: [{ author: { name: 'Jane Austen' } }, {}] });
    expect(explain.from).toBe('subgraphs');
    expect(explain.phases.map(({ name }) => name)).toEqual(['parse', 'validate', 'authorize', 'plan', 'execute']);
    const together = explain.phases.reduce((sum, { ms }) => sum + ms, 0);
    expect(together).toBeLessThanOrEqual(explain.totalMs);
    expect(explain.plan).toMatchObject({
      kind: 'Sequence',
      nodes: [{ kind: 'Fetch' }, { kind: 'Flatten', path: 'books.@.author' }],
    });
    expect(fetchesIn(explain.plan)).toMatchObject([
      {
        service: 'books',
        operation: expect.stringContaining('books(by: TITLE)'),
        run: { state: 'sent', status: '200', tries: 1 },
      },
      {
        service: 'people',
        requires: '... on Author { __typename id }',
        operation: expect.stringContaining('name'),
        run: { state: 'sent', status: '200', entities: 2, asked: 2, errors: 0 },
      },
    ]);
    const [first, second] = fetchesIn(explain.plan);
    expect(second?.run?.at).toBeGreaterThanOrEqual((first?.run?.at ?? 0) + (first?.run?.ms ?? 0));
  });

  it('leaves out what the gateway remembers', async () => {
    const query = 'query Known { book(id: "b1") { title } }';
    await post(gateway.url, { query });
    const { explain } = await explained(gateway, query);
    expect(explain.phases.map(({ name }) => name)).toEqual(['authorize', 'execute']);
  });

  it('tells what failed', async () => {
    const broken = await libraryGateway({ explains: true });
    onTestFinished(broken.stop);
    await broken.people.stop();
    const { explain } = await explained(broken, '{ book(id: "b1") { title author { name } } }');
    expect(fetchesIn(explain.plan)[1]?.run).toMatchObject({ status: 'SUBGRAPH_UNAVAILABLE', state: 'sent', errors: 1 });
  });

  it('tells which of several equal requests went out', async () => {
    const query = '{ book(id: "b2") { title } }';
    const all = await Promise.all(Array.from({ length: 3 }, () => explained(gateway, query)));
    expect(all.map(({ explain }) => explain.from)).toContain('an equal query');
    expect(all.map(({ data }) => data)).toEqual(Array(3).fill({ book: { title: 'Walden' } }));
  });

  it('may be a mutation, and nothing else of the result changes', async () => {
    const query = 'mutation { rename(id: "b1", title: "Emma") { title } }';
    const { explain, data, errors } = await explained(gateway, query);
    expect({ data, errors }).toEqual({ data: { rename: { title: 'Emma' } } });
    expect(fetchesIn(explain.plan)).toHaveLength(1);
  });
});

describe('where answers are kept, it tells', () => {
  it('what came from the cache', async () => {
    const keeping = await cachingGateway({ explains: true });
    onTestFinished(keeping.stop);
    await post(keeping.url, { query: '{ good(id: "g1") { units } }' });

    const some = await explained(keeping, '{ goods { units } }');
    expect(fetchesIn(some.explain.plan)).toMatchObject([
      { service: 'goods', run: { state: 'sent' } },
      { service: 'stock', run: { state: 'sent', entities: 3, asked: 2 } },
    ]);
    const [, none] = fetchesIn((await explained(keeping, 'query Other { goods { id units } }')).explain.plan);
    expect(none).toMatchObject({ service: 'stock', run: { state: 'kept', entities: 3, asked: 0, tries: 0 } });
    const whole = await explained(keeping, '{ goods { units } }');
    expect(whole.headers.get('cache-control')).toBeNull();
    expect((await post(keeping.url, { query: '{ goods { units } }' })).headers.get('cache-control')).toMatch(/public/);
    expect(whole.explain).toMatchObject({ from: 'kept answers' });
    expect(fetchesIn(whole.explain.plan).map(({ run }) => run)).toEqual([undefined, undefined]);
  });
});

describe('plans are not told', () => {
  it('without the header', async () => {
    const { extensions } = await post(gateway.url, { query: '{ book(id: "b1") { title } }' });
    expect(extensions).toBeUndefined();
  });

  it.each<[string, Partial<GatewayOptions>]>([
    ['by default', {}],
    ['where it is off', { explains: false }],
  ])('%s, whoever asks', async (_where, options) => {
    const silent = await libraryGateway(options);
    onTestFinished(silent.stop);
    const { data, extensions } = await explained(silent, '{ book(id: "b1") { title } }');
    expect(data).toEqual({ book: { title: 'Emma' } });
    expect(extensions).toBeUndefined();
  });
});
