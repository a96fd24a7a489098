import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { body, firstError, firstReason, sendTo, TITLES } from '../testing/rawRequests.ts';

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterAll(() => gateway.stop());

const send = sendTo(() => gateway.url);

describe('a request is turned away', () => {
  it.each([
    ['BAD_JSON', 400, '{ "query": '],
    ['BATCHING_OFF', 400, body([{ query: TITLES }])],
    ['NOT_AN_OPERATION', 400, '"text"'],
    ['NO_QUERY', 400, '{}'],
    ['NO_QUERY', 400, body({ query: 7 })],
    ['BAD_VARIABLES', 400, body({ query: TITLES, variables: [1] })],
    [
      'BAD_VARIABLES',
      400,
      `{"query":"{ books { title } }","variables":{"x":${'['.repeat(45_000)}${']'.repeat(45_000)}}}`,
    ],
    ['BAD_OPERATION_NAME', 400, body({ query: TITLES, operationName: {} })],
    ['BAD_EXTENSIONS', 400, body({ query: TITLES, extensions: 'x' })],
    ['BAD_PERSISTED_QUERY', 400, body({ extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } })],
    ['BODY_TOO_LARGE', 413, body({ query: TITLES, variables: { text: 'x'.repeat(100 * 1024) } })],
  ])('%s: %i', async (reason, status, text) => {
    const response = await send({ body: text });
    expect(response.status).toBe(status);
    expect((await firstError(response))?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      reason,
      retryable: false,
      reasons: [],
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('when it is over the limit that is set, and not before', async () => {
    const patient = await libraryGateway({ maxBodyBytes: 300_000 });
    onTestFinished(patient.stop);
    const sized = (length: number) => post(patient.url, { query: TITLES, variables: { text: 'x'.repeat(length) } });
    expect((await sized(290_000)).data).toHaveProperty('books');
    expect((await sized(300_000)).errors?.[0]?.message).toBe('the body must not exceed 300000 bytes');
  });

  it('when it is far too large, and still hears why', async () => {
    const response = await send({ body: body({ query: TITLES, variables: { text: 'x'.repeat(700_000) } }) });
    expect(response.status).toBe(413);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'when a page could send it without asking first: content type "%s"',
    async (type) => {
      const asked = gateway.books.seen.length;
      const response = await send({ body: body({ query: TITLES }), headers: { 'content-type': type } });
      expect(response.status).toBe(415);
      expect(gateway.books.seen).toHaveLength(asked);
    },
  );

  it.each(['PUT', 'DELETE', 'GET'])('when it comes by %s', async (method) => {
    const response = await send({ method }, `?query=${encodeURIComponent(TITLES)}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('POST');
  });

  it('when a link would change something', async () => {
    const mutation = encodeURIComponent('mutation { rename(id: "b1", title: "Gone") { id } }');
    const response = await send({ method: 'GET', headers: { accept: 'text/event-stream' } }, `?query=${mutation}`);
    expect(await response.text()).toContain('OPERATION_KIND_NOT_ALLOWED');
    expect((await post(gateway.url, { query: TITLES })).data).toMatchObject({ books: [{ title: 'Emma' }, {}] });
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    send({
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,apollographql-client-name',
        'access-control-request-private-network': 'true',
      },
    });

  it('may use it when they are allowed', async () => {
    for (const origin of ['https://studio.apollographql.com', 'http://localhost:5173', 'http://localhost']) {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-headers')).toContain('apollographql-client-name');
      expect(headers.get('access-control-allow-private-network')).toBe('true');
      expect(headers.get('vary')).toContain('origin');
    }
    const response = await send({ body: body({ query: TITLES }), headers: { origin: 'http://localhost:5173' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it('may not otherwise', async () => {
    for (const origin of ['https://evil.example', 'https://studio.apollographql.com.evil.example', 'null']) {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(403);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
    const asked = gateway.books.seen.length;
    const response = await send({ body: body({ query: TITLES }), headers: { origin: 'https://evil.example' } });
    expect(await firstReason(response)).toBe('ORIGIN_NOT_ALLOWED');
    expect(gateway.books.seen).toHaveLength(asked);
  });

  it('need no permission on the gateway’s own host', async () => {
    const response = await send({ body: body({ query: TITLES }), headers: { origin: gateway.origin } });
    expect(response.status).toBe(200);
  });
});
