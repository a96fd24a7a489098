import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { libraryGateway } from '../testing/library.ts';
import { people } from '../testing/people.ts';
import { until } from '../testing/until.ts';

/**
 * What Apollo Sandbox sends from its page, and how it takes answers apart, after the code that relays its requests
 * (https://github.com/apollographql/embeddable-explorer): the headers that its user sees, a content type, no cookies.
 */
const ORIGIN = 'https://studio.apollographql.com';
const everybody = people();
const TYPED_IN = { authorization: everybody.bearer('ann'), 'x-tenant': 'north' };
const CLIENT = { 'apollographql-client-name': 'explorer', 'apollographql-client-version': '1' };

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway({ identity: everybody.identity });
});
afterEach(() => until(() => gateway.listeners() === 0));
afterAll(() => gateway.stop());

async function send(body: object, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { accept: '*/*', ...TYPED_IN, ...CLIENT, 'content-type': 'application/json', origin: ORIGIN, ...headers },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  return { response, leave: () => leaving.abort() };
}

/** A part is whatever is between two boundaries and not blank: headers, an empty line, JSON. */
async function partsOf(response: Response, enough: (parts: unknown[]) => boolean): Promise<unknown[]> {
  const [, boundary = '-'] = /;\s*boundary="?([^";]+)"?/.exec(response.headers.get('content-type') ?? '') ?? [];
  const parts: unknown[] = [];
  let buffer = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = (buffer + chunk).split(`--${boundary}`);
    buffer = messages.pop() ?? '';
    for (const message of messages.filter((text) => text.trim() !== '')) {
      const [head = '', ...rest] = message.split('\r\n\r\n');
      expect(head).toMatch(/content-type: application\/json/i);
      parts.push(JSON.parse(rest.join('\r\n\r\n')));
    }
    if (enough(parts)) break;
  }
  return parts;
}

describe('Apollo Sandbox', () => {
  it('may send what its user typed in: the browser asks first', async () => {
    const wanted = 'apollographql-client-name,apollographql-client-version,authorization,content-type,x-tenant';
    const response = await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': wanted,
        'access-control-request-private-network': 'true',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(response.headers.get('access-control-allow-headers')).toBe(wanted);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-private-network')).toBe('true');
  });

  it('reads the schema, again and again', async () => {
    const query = getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
    });
    for (let nth = 0; nth < 2; nth++) {
      const { response } = await send({ query, operationName: 'IntrospectionQuery' });
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.json()).toMatchObject({
        data: { __schema: { subscriptionType: { name: 'Subscription' } } },
      });
    }
  });

  it.each([
    ['plainly', {}],
    ['ready for deferred parts', { accept: 'multipart/mixed; deferSpec=20220824, application/json' }],
    ['ready for everything', { accept: 'multipart/mixed;deferSpec=20220824;subscriptionSpec=1.0,application/json' }],
  ])('asks and changes, %s', async (_how, headers) => {
    for (const query of [
      'query Q { book(id: "b1") { id } }',
      'mutation Q { rename(id: "b1", title: "Emma") { id } }',
    ]) {
      const { response } = await send({ query, operationName: 'Q' }, headers);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(Object.values(((await response.json()) as { data: object }).data)).toEqual([{ id: 'b1' }]);
    }
  });

  it.each([
    'multipart/mixed;subscriptionSpec=1.0, application/json',
    'multipart/mixed; boundary="graphql"; subscriptionSpec="1.0", application/json',
  ])('subscribes over HTTP by %s', async (accept) => {
    const query = 'subscription S { bookChanged { id } }';
    const { response, leave } = await send({ query, operationName: 'S' }, { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed/);
    await until(() => gateway.listeners() === 1);
    for (const id of ['b1', 'b2']) gateway.change(id);

    const parts = await partsOf(response, ({ length }) => length === 2);
    expect(parts).toEqual(['b1', 'b2'].map((id) => ({ payload: { data: { bookChanged: { id } } } })));
    leave();
  });

  it('hears the end of a subscription, and why one can not begin', async () => {
    const accept = 'multipart/mixed;subscriptionSpec=1.0, application/json';
    const counted = await send({ query: 'subscription { counted(upTo: 2) }' }, { accept });
    expect(await partsOf(counted.response, () => false)).toEqual([
      { payload: { data: { counted: 1 } } },
      { payload: { data: { counted: 2 } } },
    ]);
    const wrong = await send({ query: 'subscription { nothing }' }, { accept });
    expect(await wrong.response.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('subscribes over a socket with the typed in headers as its parameters, and pings', async () => {
    const closed = vi.fn();
    const pongs = vi.fn();
    class FromSandbox extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { origin: ORIGIN });
      }
    }
    const client = createClient({
      url: gateway.url.replace(/^http/, 'ws'),
      webSocketImpl: FromSandbox,
      lazy: true,
      connectionParams: TYPED_IN,
      keepAlive: 20,
      retryAttempts: 0,
      on: { closed, pong: pongs },
    });
    onTestFinished(() => void client.dispose());
    const events: unknown[] = [];
    const leave = client.subscribe(
      { query: 'subscription S { bookChanged { id } }', variables: {}, operationName: 'S' },
      { next: (event) => events.push(event), error: closed, complete: () => undefined },
    );
    await until(() => gateway.listeners() === 1);
    gateway.change('b1');
    await until(() => events.length === 1 && pongs.mock.calls.length > 1);
    expect(events).toEqual([{ data: { bookChanged: { id: 'b1' } } }]);
    expect(closed).not.toHaveBeenCalled();
    leave();
  });
});
