import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { serveSubgraph } from '#kernel/graphql/subgraphServer.ts';
import { localUrl } from '#kernel/http.ts';
import { resolvers } from '#subgraphs/users/resolvers.ts';
import { testScope } from '#testing/testScope.ts';
import { post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { people } from '../testing/people.ts';

const sdl = readFileSync(new URL('../../subgraphs/users/schema.graphql', import.meta.url), 'utf8');

/** The users subgraph, with one user, behind a gateway that keeps whatever it may. */
async function shopWithUsers() {
  const { identity, ring, bearer } = people();
  const scope = testScope('users');
  onTestFinished(() => scope.stop());
  const ann = { id: 'ann', name: 'Ann', email: 'ann@shop.example', roles: ['customer'], createdAt: new Date(0) };
  const asked = { times: 0 };
  const byId = async (id: string) => {
    asked.times++;
    return id === ann.id ? ann : null;
  };
  const identifyUser = makeIdentifyUser(ring, { isRevoked: () => false });
  const port = await serveSubgraph(
    {
      name: 'users',
      sdl,
      resolvers,
      context: (call) => ({ call, users: { byId }, administration: { byId } }),
      grants: {},
      identifyCaller: () => 'gateway',
      identifyUser,
    },
    { host: '127.0.0.1', port: 0 },
    scope,
  );
  const users = { name: 'users', sdl, url: localUrl(port), seen: [], asked: [], ...unchanging };
  const cache = { bytes: 2 ** 20, maxAgeSeconds: 300, clientMaxAgeSeconds: 300 };
  const gateway = await gatewayOver([users], { cache, identity });
  onTestFinished(gateway.stop);
  const ask = (query: string, authorization?: string) =>
    post(gateway.url, { query }, authorization ? { authorization } : {});
  return { ask, bearer, asked, metrics: () => gateway.scope.metrics.text() };
}

const unchanging = { stop: async () => {}, start: async () => {}, freeze: () => {} };

it.each([
  '{ me { id name } }',
  '{ user(id: "ann") { name avatarUrl createdAt } }',
  '{ user(id: "ann") { createdAt } }',
])('who somebody is depends on who asks: %s is not kept, by nobody', async (query) => {
  const { ask, bearer, asked, metrics } = await shopWithUsers();
  const seen = await Promise.all(
    [undefined, bearer('ann'), bearer('bob'), bearer('eve', 'admin')].map((who) => ask(query, who)),
  );
  expect(seen.map(({ headers }) => headers.get('cache-control'))).toEqual(Array(4).fill('no-store'));
  const before = asked.times;
  await ask(query, bearer('ann'));
  expect(asked.times).toBe(before + 1);
  expect(await metrics()).not.toContain('cache_hits_total{');
});
