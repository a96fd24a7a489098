import { expect, it, onTestFinished } from 'vitest';
import { makeAddressOf } from '../clientAddress.ts';
import { overWebSocket, post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';
import { makeGivenIdentity } from './givenIdentity.ts';

async function gatewayThatForwards(given: { forwardAuthorization?: boolean; forwardHeaders?: readonly string[] }) {
  const things = await testSubgraph('things', 'type Query { thing: ID }', { Query: { thing: () => '1' } });
  const identity = makeGivenIdentity({
    addressOf: makeAddressOf([]),
    forwardAuthorization: false,
    forwardHeaders: [],
    ...given,
  });
  const gateway = await gatewayOver([things], { identity });
  onTestFinished(gateway.stop);
  return { ...gateway, things };
}

const query = '{ thing }';
const sent = { authorization: 'Bearer of-somebody-elses', 'x-tenant': 'north', cookie: 'a=b' };

it('without keys of its own a gateway passes the authorization on where it is told to, for the subgraph to verify', async () => {
  const { url, things } = await gatewayThatForwards({ forwardAuthorization: true });
  expect((await post(url, { query }, sent)).data).toEqual({ thing: '1' });
  expect(things.seen[0]).toMatchObject({ authorization: sent.authorization });
  expect(things.seen[0]).not.toHaveProperty('x-tenant');
});

it('what no header can carry closes its socket, and is not taken for a subgraph that does not answer', async () => {
  const { url, things } = await gatewayThatForwards({ forwardAuthorization: true });
  for (const authorization of ['Bearer a\r\nx-admin: yes', 'Bearer ключ']) {
    const { closed } = overWebSocket(url, { query }, { authorization });
    expect((await closed).code).toBe(4401);
  }
  expect(things.seen).toEqual([]);
});

it('who sends no authorization shares nothing with one who sends any, whatever it says', async () => {
  const { url, things } = await gatewayThatForwards({ forwardAuthorization: true });
  const said: Record<string, string>[] = [{}, { authorization: 'undefined' }, { authorization: '' }];
  await Promise.all(said.map((headers) => post(url, { query }, headers)));
  expect(things.seen.map(({ authorization = 'none' }) => authorization).sort()).toEqual(['', 'none', 'undefined']);
});

it('further headers reach subgraphs if they are named, over WebSocket too', async () => {
  const { url, things } = await gatewayThatForwards({ forwardHeaders: ['x-tenant', 'x-other'] });
  await post(url, { query }, sent);
  const { ended } = overWebSocket(url, { query });
  await ended;
  const [byPost, bySocket] = things.seen;
  expect(byPost).toMatchObject({ 'x-tenant': 'north' });
  for (const name of ['authorization', 'cookie', 'x-other']) expect(byPost).not.toHaveProperty(name);
  expect(bySocket).not.toHaveProperty('x-tenant');
});

it('whose forwarded headers differ share nothing', async () => {
  const { url, things } = await gatewayThatForwards({ forwardHeaders: ['x-tenant'] });
  const tenants = ['north', 'north', 'south', undefined];
  await Promise.all(tenants.map((tenant) => post(url, { query }, tenant ? { 'x-tenant': tenant } : {})));
  const seen = things.seen.map((headers) => headers['x-tenant'] ?? 'none');
  expect([...new Set(seen)].sort()).toEqual(['none', 'north', 'south']);
});
