import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { overHttp, overWebSocket, post } from './testing/clients.ts';
import { libraryGateway } from './testing/library.ts';

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterAll(() => gateway.stop());

const ask = (query: string, variables?: unknown) => post(gateway.url, { query, variables });

describe('one result', () => {
  it('joins subgraphs, @requires included', async () => {
    const { status, data, errors } = await ask('{ books { title postage author { name } } }');

    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toEqual({
      books: [
        { title: 'Emma', postage: 600, author: { name: 'Jane Austen' } },
        { title: 'Walden', postage: 400, author: { name: 'Henry Thoreau' } },
      ],
    });
  });
});

const WATCH = 'subscription { bookChanged { title postage author { name } } }';
const emma = { bookChanged: { title: 'Emma', postage: 600, author: { name: 'Jane Austen' } } };

describe('a subscription', () => {
  it('completes each event from other subgraphs, over WebSocket', async () => {
    const { received, client } = overWebSocket(gateway.url, { query: WATCH });
    await vi.waitUntil(() => gateway.listeners() === 1);

    gateway.change('b1');

    await vi.waitUntil(() => received.length === 1);
    expect(received).toEqual([{ data: emma }]);
    await client.dispose();
    await vi.waitUntil(() => gateway.listeners() === 0);
  });

  it('arrives as server-sent events', async () => {
    const { received, response, leave } = await overHttp(gateway.url, { query: WATCH }, 'text/event-stream');
    await vi.waitUntil(() => gateway.listeners() === 1);

    gateway.change('b1');

    await vi.waitUntil(() => received.join('').includes('\n\nevent'));
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(received.join('')).toBe(`:\n\nevent: next\ndata: ${JSON.stringify({ data: emma })}\n\n`);
    leave();
    await vi.waitUntil(() => gateway.listeners() === 0);
  });

  it('arrives as multipart', async () => {
    const accept = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';
    const { received, leave } = await overHttp(gateway.url, { query: WATCH }, accept);
    await vi.waitUntil(() => gateway.listeners() === 1);

    gateway.change('b1');

    await vi.waitUntil(() => received.join('').includes('payload'));
    expect(received.join('')).toContain(JSON.stringify({ payload: { data: emma } }));
    leave();
    await vi.waitUntil(() => gateway.listeners() === 0);
  });
});

it('answers introspection', async () => {
  const { data } = await ask(getIntrospectionQuery());
  expect(data).toHaveProperty('__schema.queryType.name', 'Query');
});
