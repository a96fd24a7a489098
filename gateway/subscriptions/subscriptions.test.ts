import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { overHttp, overWebSocket } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { people } from '../testing/people.ts';

const everybody = people();
let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway({ identity: everybody.identity });
});
afterEach(() => vi.waitUntil(() => gateway.listeners() === 0));
afterAll(() => gateway.stop());

const WATCH = 'subscription { bookChanged { title postage author { name } } }';
const emma = { bookChanged: { title: 'Emma', postage: 600, author: { name: 'Jane Austen' } } };
const walden = { bookChanged: { title: 'Walden', postage: 400, author: { name: 'Henry Thoreau' } } };

const SSE = 'text/event-stream';
const MULTIPART = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';

describe('each event is completed from other subgraphs', () => {
  it('over WebSocket, in order, for every subscriber', async () => {
    const subscribers = [1, 2].map(() => overWebSocket(gateway.url, { query: WATCH }));
    await vi.waitUntil(() => gateway.listeners() === 2);

    for (const id of ['b1', 'b2', 'b1']) gateway.change(id);

    for (const { received, client } of subscribers) {
      await vi.waitUntil(() => received.length === 3);
      expect(received).toEqual([{ data: emma }, { data: walden }, { data: emma }]);
      await client.dispose();
    }
  });

  it('as server-sent events', async () => {
    const { received, leave } = await overHttp(gateway.url, { query: WATCH }, SSE);
    await vi.waitUntil(() => gateway.listeners() === 1);
    gateway.change('b1');
    await vi.waitUntil(() => received.join('').includes('event'));
    expect(received.join('')).toBe(`:\n\nevent: next\ndata: ${JSON.stringify({ data: emma })}\n\n`);
    leave();
  });

  it('as multipart', async () => {
    const { received, leave } = await overHttp(gateway.url, { query: WATCH }, MULTIPART);
    await vi.waitUntil(() => gateway.listeners() === 1);
    gateway.change('b1');
    await vi.waitUntil(() => received.join('').includes('payload'));
    expect(received.join('')).toContain(`${JSON.stringify({ payload: { data: emma } })}\r\n--graphql`);
    leave();
  });
});

describe('an event', () => {
  it('comes with what there is while another subgraph is away', async () => {
    const { received, client } = overWebSocket(gateway.url, {
      query: 'subscription { bookChanged { title author { name } } }',
    });
    await vi.waitUntil(() => gateway.listeners() === 1);
    await gateway.people.stop();
    onTestFinished(gateway.people.start);

    gateway.change('b1');

    await vi.waitUntil(() => received.length === 1);
    expect(received[0]).toMatchObject({
      data: { bookChanged: { title: 'Emma', author: { name: null } } },
      errors: [{ path: ['bookChanged', 'author'], extensions: { code: 'UNAVAILABLE', service: 'people' } }],
    });
    await client.dispose();
  });

  it('nulls what may not be null up to where it may, with the path of the error', async () => {
    const query = 'subscription { bookChanged { title author { mustHave } } }';
    const { received, client } = overWebSocket(gateway.url, { query });
    await vi.waitUntil(() => gateway.listeners() === 1);
    gateway.change('b2');
    await vi.waitUntil(() => received.length === 1);
    expect(received[0]).toMatchObject({
      data: { bookChanged: { title: 'Walden', author: null } },
      errors: [{ path: ['bookChanged', 'author', 'mustHave'] }],
    });
    await client.dispose();
  });

  it('takes aliases, fragments, directives and variables', async () => {
    const query = `subscription ($no: Boolean!) { changed: bookChanged { ...B by: author { name @skip(if: $no) id } } }
      fragment B on Book { called: title kind: __typename }`;
    const { received, client } = overWebSocket(gateway.url, { query, variables: { no: true } });
    await vi.waitUntil(() => gateway.listeners() === 1);
    gateway.change('b1');
    await vi.waitUntil(() => received.length === 1);
    expect(received).toEqual([{ data: { changed: { called: 'Emma', kind: 'Book', by: { id: 'a1' } } } }]);
    await client.dispose();
  });
});

describe('a subgraph', () => {
  it('that restarts is subscribed again, and the client sees nothing of it', { timeout: 15_000 }, async () => {
    const { received, client } = overWebSocket(gateway.url, { query: WATCH });
    await vi.waitUntil(() => gateway.listeners() === 1);
    gateway.change('b1');
    await vi.waitUntil(() => received.length === 1);

    await gateway.books.stop();
    await vi.waitUntil(() => gateway.listeners() === 0);
    await gateway.books.start();
    await vi.waitUntil(() => gateway.listeners() === 1, { timeout: 10_000 });

    gateway.change('b2');
    await vi.waitUntil(() => received.length === 2);
    expect(received).toEqual([{ data: emma }, { data: walden }]);
    await client.dispose();
  });

  it('that is away is given up as soon as nobody waits for it', async () => {
    const { client } = overWebSocket(gateway.url, { query: WATCH });
    await vi.waitUntil(() => gateway.listeners() === 1);
    await gateway.books.stop();
    await client.dispose();
    const before = gateway.books.seen.length;
    await gateway.books.start();
    // Later than the longest pause between two attempts.
    await expect(vi.waitUntil(() => gateway.books.seen.length > before, { timeout: 2_500 })).rejects.toThrow();
  });

  it('that is away when the client comes is named', async () => {
    await gateway.books.stop();
    onTestFinished(gateway.books.start);
    const { ended } = overWebSocket(gateway.url, { query: WATCH });
    await expect(ended).rejects.toMatchObject([
      { message: 'the books service does not answer', extensions: { code: 'UNAVAILABLE', service: 'books' } },
    ]);
    const { received, ended: over } = await overHttp(gateway.url, { query: WATCH }, MULTIPART);
    await over;
    expect(received.join('')).toMatch(/{"payload":null,"errors":\[{.*"SUBGRAPH_UNAVAILABLE".*}\]}\r\n--graphql--/);
  });

  it('that refuses says why', async () => {
    const { received, ended } = await overHttp(gateway.url, { query: 'subscription { refused }' }, SSE);
    await ended;
    expect(received.join('')).toContain('"reason":"OUT_OF_PRINT"');
    expect(received.join('')).not.toContain('10.0.0.7');
  });
});

it.each([
  [SSE, /event: next\ndata: {"errors":\[{.*"SESSION_REVOKED".*\n\nevent: complete/],
  [MULTIPART, /{"payload":null,"errors":\[{.*"SESSION_REVOKED".*}\]}\r\n--graphql--/],
])('a ban ends %s', async (accept, ending) => {
  const userId = `banned-${accept}`;
  const headers = { authorization: everybody.bearer(userId) };
  const { received, ended } = await overHttp(gateway.url, { query: WATCH }, accept, headers);
  await vi.waitUntil(() => gateway.listeners() === 1);
  everybody.ban(userId);
  await ended;
  expect(received.join('')).toMatch(ending);
});
