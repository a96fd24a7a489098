import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { overHttp, post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { people } from '../testing/people.ts';
import { body, firstReason, sendTo, TITLES } from '../testing/rawRequests.ts';

const everybody = people();
let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway({ identity: everybody.identity });
});
afterAll(() => gateway.stop());

const send = sendTo(() => gateway.url);

it.each([
  ['/nope', 404, 'NO_SUCH_PAGE'],
  ['/%', 404, 'NO_SUCH_PAGE'],
])('%s is %i, in the one format', async (path, status, reason) => {
  const response = await fetch(`${gateway.origin}${path}`);
  expect(response.status).toBe(status);
  expect(await firstReason(response)).toBe(reason);
});

describe('what a client accepts', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['*/*, application/json;q=0', 'application/graphql-response+json'],
    ['application/json', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json;q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
    ['application/json, multipart/mixed', 'application/json'],
    ['multipart/mixed;subscriptionSpec="1.0", application/json', 'application/json'],
  ])('%s is answered in %s', async (accept, type) => {
    const response = await send({ body: body({ query: TITLES }), headers: accept ? { accept } : {} });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(await response.json()).toEqual({ data: { books: [{ title: 'Emma' }, { title: 'Walden' }] } });
  });

  it('decides the status of an operation that can’t run', async () => {
    const status = async (accept: string) =>
      (await send({ body: body({ query: '{ nope }' }), headers: { accept } })).status;
    expect(await status('application/graphql-response+json')).toBe(400);
    expect(await status('application/json')).toBe(200);
  });

  it('must be something there is', async () => {
    const response = await send({ body: body({ query: TITLES }), headers: { accept: 'text/html' } });
    expect(response.status).toBe(406);
    expect(await firstReason(response)).toBe('NOT_ACCEPTABLE');
  });

  it('must be a stream for a subscription', async () => {
    const response = await send({ body: body({ query: 'subscription { counted(upTo: 1) }' }) });
    expect(response.status).toBe(406);
    expect(await firstReason(response)).toBe('OPERATION_KIND_NOT_ALLOWED');
  });
});

it('a client that would rather speak HTTP/2 is answered as it is', async () => {
  const text = body({ query: TITLES });
  const socket = connect(gateway.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  // As Java's client says it by default.
  const lines = [
    'connection: Upgrade, HTTP2-Settings',
    'upgrade: h2c',
    'http2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
  ];
  const head = [
    'POST /graphql HTTP/1.1',
    'host: x',
    'content-type: application/json',
    `content-length: ${text.length}`,
    ...lines,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${text}`);
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk;
    if (answer.includes('\r\n\r\n')) break;
  }
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});

describe('who asks', () => {
  it('is told to subgraphs with the gateway’s own credential; what else a client claims stays here', async () => {
    const authorization = everybody.bearer('u1');
    const claims = { authorization, 'x-bazaar-call': 'forged', 'x-user-id': 'admin', cookie: 'a=b' };
    await post(gateway.url, { query: TITLES }, { ...claims, 'x-request-id': 'abcd-1234' });

    const seen = gateway.books.seen.at(-1);
    expect(seen).toMatchObject({ authorization, 'x-request-id': 'abcd-1234' });
    expect(seen?.['x-bazaar-call']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(seen).not.toHaveProperty('x-user-id');
    expect(seen).not.toHaveProperty('cookie');
  });

  it.each(['Bearer nonsense', 'Basic dXNlcjpwYXNz', 'Bearer a.b.c'])(
    'is never guessed: "%s" is 401',
    async (authorization) => {
      const { status, headers, errors, data } = await post(gateway.url, { query: TITLES }, { authorization });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
    },
  );

  it('ends with a ban', async () => {
    const authorization = everybody.bearer('u2');
    expect((await post(gateway.url, { query: TITLES }, { authorization })).status).toBe(200);
    everybody.ban('u2');
    const { status, errors } = await post(gateway.url, { query: TITLES }, { authorization });
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions['reason']).toBe('SESSION_REVOKED');
  });
});

describe('server-sent events', () => {
  const events = async (query: string) => {
    const { response, received, ended } = await overHttp(gateway.url, { query }, 'text/event-stream');
    await ended;
    return { status: response.status, text: received.join('') };
  };

  it('carry a whole subscription, then say that it is over', async () => {
    const { text } = await events('subscription { counted(upTo: 2) }');
    expect(text).toBe(
      ':\n\nevent: next\ndata: {"data":{"counted":1}}\n\nevent: next\ndata: {"data":{"counted":2}}\n\nevent: complete\ndata:\n\n',
    );
  });

  it('carry a query too', async () => {
    const { text } = await events('{ book(id: "b1") { title } }');
    expect(text).toBe(':\n\nevent: next\ndata: {"data":{"book":{"title":"Emma"}}}\n\nevent: complete\ndata:\n\n');
  });

  it('report what is wrong with an operation as an event, as their protocol says', async () => {
    const { status, text } = await events('subscription { nope }');
    expect(status).toBe(200);
    expect(text).toMatch(/^:\n\nevent: next\ndata: {"errors":\[.*GRAPHQL_VALIDATION_FAILED.*\n\nevent: complete/);
  });

  it('can be asked for by a link, as a browser’s EventSource does', async () => {
    const query = encodeURIComponent('subscription ($n: Int!) { counted(upTo: $n) }');
    const response = await send(
      { method: 'GET', headers: { accept: 'text/event-stream' } },
      `?query=${query}&variables=${encodeURIComponent('{"n":1}')}`,
    );
    expect(await response.text()).toContain('data: {"data":{"counted":1}}');
  });
});

describe('multipart', () => {
  it('carries a subscription in parts that a client can take as they come', async () => {
    const accept = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';
    const { response, received, ended } = await overHttp(
      gateway.url,
      { query: 'subscription { counted(upTo: 1) }' },
      accept,
    );
    await ended;
    expect(response.headers.get('content-type')).toMatch(
      /^multipart\/mixed;\s?boundary="?graphql"?;\s?subscriptionSpec="?1\.0/i,
    );
    expect(received.join('')).toBe(
      '\r\n--graphql\r\ncontent-type: application/json\r\n\r\n{"payload":{"data":{"counted":1}}}\r\n--graphql--\r\n',
    );
  });
});

describe('a stop', () => {
  it('answers what runs, and ends what would not', async () => {
    const stopping = await libraryGateway();
    const watching = await overHttp(
      stopping.url,
      { query: 'subscription { bookChanged { id } }' },
      'text/event-stream',
    );
    await vi.waitUntil(() => stopping.listeners() === 1);
    onTestFinished(stopping.stop);

    const began = performance.now();
    const [, answer] = await Promise.all([
      stopping.stop(),
      post(stopping.url, { query: TITLES }).catch(() => 'refused'),
    ]);

    await expect(watching.ended).rejects.toThrow();
    expect(answer).toBeDefined();
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
