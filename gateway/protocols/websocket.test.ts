import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { overWebSocket } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { people } from '../testing/people.ts';
import { rawSocket as openSocket } from '../testing/rawSocket.ts';
import { until } from '../testing/until.ts';

const everybody = people();
let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway({ identity: everybody.identity });
});
afterAll(() => gateway.stop());

const rawSocket = (options?: Parameters<typeof openSocket>[1]) => openSocket(gateway.url, options);

const COMPLETE = { type: 'complete' };
const errorWith = (extensions: object) => ({
  type: 'error',
  payload: [expect.objectContaining({ extensions: expect.objectContaining(extensions) })],
});

describe('an operation', () => {
  it('of any kind runs on the same socket', async () => {
    const client = rawSocket();
    await client.init();
    client.subscribe('q', '{ book(id: "b1") { title author { name } } }');
    client.subscribe('m', 'mutation { rename(id: "b1", title: "Emma") { title } }');
    client.subscribe('s', 'subscription { counted(upTo: 2) }');

    await until(() => client.messages.filter(({ type }) => type === 'complete').length === 3);
    const book = { title: 'Emma', author: { name: 'Jane Austen' } };
    expect(client.of('q')).toEqual([{ type: 'next', payload: { data: { book } } }, COMPLETE]);
    expect(client.of('m')).toEqual([{ type: 'next', payload: { data: { rename: { title: 'Emma' } } } }, COMPLETE]);
    expect(client.of('s')).toEqual([
      { type: 'next', payload: { data: { counted: 1 } } },
      { type: 'next', payload: { data: { counted: 2 } } },
      COMPLETE,
    ]);
  });

  it.each([
    ['that can’t be parsed', '{ books ', 'GRAPHQL_PARSE_FAILED'],
    ['that is not valid', 'subscription { nope }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that makes graphql-js throw while validating',
      'subscription ($i: Boolean!) { counted(upTo: 1) @include(if: $i) }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['without its variables', 'subscription ($n: Int!) { counted(upTo: $n) }', 'BAD_USER_INPUT'],
    ['that is empty', '', 'BAD_USER_INPUT'],
  ])('%s gets an error, and the socket lives on', async (_which, query, code) => {
    const client = rawSocket();
    await client.init();
    client.subscribe('bad', query);
    await until(() => client.of('bad').length > 0);
    expect(client.of('bad')).toEqual([errorWith({ code, requestId: expect.any(String) })]);

    client.subscribe('good', '{ book(id: "b1") { title } }');
    await until(() => client.of('good').length === 2);
  });

  it('is one of at most twenty', async () => {
    const client = rawSocket();
    await client.init();
    for (let i = 0; i < 20; i++) client.subscribe(`s${i}`, 'subscription { bookChanged { id } }');
    await until(() => gateway.listeners() === 20);
    client.subscribe('s20', 'subscription { bookChanged { id } }');
    await until(() => client.of('s20').length > 0);
    expect(client.of('s20')).toEqual([errorWith({ code: 'REFUSED', reason: 'TOO_MANY_SUBSCRIPTIONS' })]);

    client.send({ id: 's0', type: 'complete' });
    await until(() => gateway.listeners() === 19);
    client.subscribe('s21', 'subscription { bookChanged { id } }');
    await until(() => gateway.listeners() === 20);
    client.socket.close();
    await until(() => gateway.listeners() === 0);
  });
});

describe('a socket', () => {
  it('must begin within three seconds', { timeout: 10_000 }, async () => {
    const { closed } = rawSocket();
    expect(await closed).toMatchObject({ code: 4408 });
  });

  it('takes no frame over 64 KB', async () => {
    const client = rawSocket();
    await client.init();
    client.subscribe('s', `{ ${'x'.repeat(64 * 1024)} }`);
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  it('is for pages of allowed origins, and for programs', async () => {
    for (const origin of ['https://evil.example', 'null']) expect(await rawSocket({ origin }).closed).toBeDefined();
    for (const origin of ['http://localhost:5173', gateway.origin]) await rawSocket({ origin }).init();
  });

  it.each(['//', '/nope', '/graphql/x', '*'])('is refused at "%s", and nothing else happens', async (path) => {
    const { hostname, port } = new URL(gateway.url);
    const tcp = connect(Number(port), hostname);
    tcp.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
    const [answer] = await once(tcp, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 404/);
    tcp.resetAndDestroy();
    await rawSocket().init();
  });

  it('that answers no ping is gone; others stay', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const pinging = await libraryGateway();
    onTestFinished(pinging.stop);
    const [silent, alive] = [openSocket(pinging.url, { autoPong: false }), openSocket(pinging.url)];
    await Promise.all([silent.init(), alive.init()]);
    const isAnswered = vi.fn();
    alive.socket.on('ping', isAnswered);

    vi.advanceTimersByTime(12_000);
    await until(() => isAnswered.mock.calls.length === 1);
    // Once this is answered, so was the ping.
    alive.send({ type: 'ping' });
    await until(() => alive.messages.at(-1)?.type === 'pong');
    vi.advanceTimersByTime(12_000);

    expect(await silent.closed).toMatchObject({ code: 1006 });
    await until(() => isAnswered.mock.calls.length === 2);
  });

  it('is closed with 1001 when the gateway stops', async () => {
    const stopping = await libraryGateway();
    onTestFinished(stopping.stop);
    const { closed } = overWebSocket(stopping.url, { query: 'subscription { bookChanged { id } }' });
    await until(() => stopping.listeners() === 1);
    await stopping.stop();
    expect(await closed).toMatchObject({ code: 1001 });
  });
});

describe('the token', () => {
  it.each(['authorization', 'Authorization'])('comes as the parameter %s', async (name) => {
    const bearer = everybody.bearer('u1');
    const client = rawSocket();
    await client.init({ [name]: bearer });
    client.subscribe('q', '{ books { title } }');
    await until(() => client.of('q').length === 2);
    expect(gateway.books.seen.at(-1)?.authorization).toBe(bearer);
  });

  it('comes among the headers in the parameters, or in the upgrade itself', async () => {
    const bearer = everybody.bearer('u1');
    const nested = rawSocket();
    await nested.init({ headers: { Authorization: bearer } });
    const upgraded = rawSocket({ headers: { authorization: bearer } });
    await upgraded.init();
    for (const client of [nested, upgraded]) {
      client.subscribe('q', '{ books { title } }');
      await until(() => client.of('q').length === 2);
      expect(gateway.books.seen.at(-1)?.authorization).toBe(bearer);
    }
  });

  it('must be good: a bad one closes the socket for good', async () => {
    const client = rawSocket();
    await once(client.socket, 'open');
    client.send({ type: 'connection_init', payload: { authorization: 'Bearer a.b.c' } });
    expect(await client.closed).toMatchObject({ code: 4401 });
  });

  it('reaches the subgraph with the upgrade of a subscription', async () => {
    const authorization = everybody.bearer('u1');
    const { client, received } = overWebSocket(
      gateway.url,
      { query: 'subscription { counted(upTo: 1) }' },
      { authorization },
    );
    await until(() => received.length === 1);
    const upgrade = gateway.books.seen.findLast(({ upgrade: to }) => to === 'websocket');
    expect(upgrade).toMatchObject({ authorization, 'x-bazaar-call': expect.any(String) });
    await client.dispose();
  });

  it('ends the subscription when it is revoked, and then the socket', async () => {
    const client = rawSocket();
    await client.init({ authorization: everybody.bearer('banned') });
    client.subscribe('s', 'subscription { bookChanged { id } }');
    await until(() => gateway.listeners() === 1);

    everybody.ban('banned');

    expect(await client.closed).toMatchObject({ code: 4401 });
    expect(client.of('s')).toEqual([errorWith({ code: 'UNAUTHENTICATED', reason: 'SESSION_REVOKED' })]);
    await until(() => gateway.listeners() === 0);
  });

  it('that ran out closes with a code on which clients come again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const client = rawSocket();
    await client.init({ authorization: everybody.bearer('late') });
    client.subscribe('s', 'subscription { bookChanged { id } }');
    await until(() => gateway.listeners() === 1);

    vi.setSystemTime(Date.now() + 16 * 60_000);

    expect(await client.closed).toMatchObject({ code: 4403 });
    expect(client.of('s')).toEqual([errorWith({ code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' })]);
  });
});
