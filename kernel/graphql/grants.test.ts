import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, parse, subscribe as subscribeTo } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { subgraphUnderTest } from '#testing/subgraphUnderTest.ts';
import { checkResolvers } from './checkResolvers.ts';
import { enforceGrants } from './grants.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@inaccessible"])
  type Query { open: String secret: String @inaccessible forgotten: String @inaccessible }
  type Subscription { secrets: String @inaccessible }
`;
const subscribe = vi.fn();
const resolvers = {
  Query: { open: () => 'o', secret: () => 's', forgotten: () => 'f' },
  Subscription: { secrets: { subscribe } },
};
const schema = () => buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);

describe('service-only fields', () => {
  const subgraph = subgraphUnderTest({ sdl, resolvers, grants: { secret: ['orders'] }, context: (call) => ({ call }) });
  const reasonFor = async (asked: ReturnType<typeof subgraph.query>) =>
    (await asked).errors?.[0]?.extensions?.['reason'];

  it('answer the service that was granted them', async () => {
    expect((await subgraph.queryAsService('orders', '{ secret }')).data).toEqual({ secret: 's' });
  });

  it('answer nobody else, whatever roles a person has', async () => {
    const admin = { userId: 'a1', roles: ['admin' as const] };

    expect(await reasonFor(subgraph.queryAsService('payments', '{ secret }'))).toBe('SERVICE_ONLY');
    expect(await reasonFor(subgraph.query(admin, '{ secret }'))).toBe('SERVICE_ONLY');
  });

  it('are closed to all when no grant names them', async () => {
    expect(await reasonFor(subgraph.queryAsService('orders', '{ forgotten }'))).toBe('SERVICE_ONLY');
  });

  it('do not even begin a stream for anybody else', async () => {
    const contextValue = { call: { caller: 'gateway' } };
    const document = parse('subscription { secrets }');

    const { errors } = (await subscribeTo({ schema: subgraph.schema, document, contextValue })) as ExecutionResult;

    expect(errors?.[0]?.originalError).toMatchObject({ reason: 'SERVICE_ONLY' });
    expect(subscribe).not.toHaveBeenCalled();
  });

  it('leave the public fields open', async () => {
    expect((await subgraph.query(null, '{ open }')).data).toEqual({ open: 'o' });
  });

  it('stop the start when a grant is for a field that is public or not there', () => {
    const missing = expect.objectContaining({
      reason: 'GRANT_WITHOUT_FIELD',
      message: expect.stringContaining('open, x'),
    });

    expect(() => enforceGrants(schema(), { secret: ['orders'], open: ['orders'], x: [] })).toThrow(missing);
  });
});

describe('resolvers', () => {
  it('stop the start when the schema has no place for them, all named at once', () => {
    const named = expect.objectContaining({
      reason: 'UNKNOWN_RESOLVERS',
      message: expect.stringMatching(/: Query\.opne, Qurey$/),
    });

    expect(() => checkResolvers(schema(), { Query: { open: () => '', opne: () => '' }, Qurey: {} })).toThrow(named);
  });

  it('pass when they fit, reference resolvers included', () => {
    expect(() => checkResolvers(schema(), { Query: { open: () => '', __resolveReference: () => null } })).not.toThrow();
  });
});
