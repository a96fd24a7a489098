import { expect, it } from 'vitest';
import { gatewayVariables } from './config.ts';

const { SUBGRAPH_URLS: urls, SUBGRAPH_DEADLINES_MS: deadlines } = gatewayVariables;

it('a subgraph that is named twice has two addresses', () => {
  expect(urls.parse('users=http://a:1/graphql,orders=http://b:2/graphql,users=http://c:3/graphql?x=y')).toEqual({
    users: ['http://a:1/graphql', 'http://c:3/graphql?x=y'],
    orders: ['http://b:2/graphql'],
  });
});

it('deadlines of subgraphs are whole milliseconds', () => {
  expect(deadlines.parse('users=500,payments=20000')).toEqual({ users: 500, payments: 20_000 });
  for (const wrong of ['users', 'users=', 'users=soon', 'users=0', '=5', 'users=1.5']) {
    expect(deadlines.safeParse(wrong).success).toBe(false);
  }
});
