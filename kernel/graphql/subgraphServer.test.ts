import { createClient } from 'graphql-ws';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { testScope } from '#testing/testScope.ts';
import { CALL_HEADER } from '../auth/callCredential.ts';
import { anonymous } from '../auth/principal.ts';
import { currentRequestId } from '../callContext.ts';
import { TIME_LEFT_HEADER, timeLeftMs } from '../deadline.ts';
import { AppError } from '../errors.ts';
import type { BaseContext, Call } from './call.ts';
import { EventQueue } from './eventQueue.ts';
import { serveSubgraph } from './subgraphServer.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@inaccessible"])
  type Query { who: String! requestId: String left: Int broken: String refused: String service: String @inaccessible }
  type Subscription { ticks: Tick! failing: Tick }
  type Tick { number: Int! context: Int! requestId: String }
`;

/** Knows callers by name; a person's token is their id. */
const identify = {
  identifyCaller: (credential: string | undefined) => {
    if (credential) return credential;
    throw new AppError('UNAUTHENTICATED', 'CALL_CREDENTIAL_REQUIRED', 'who is calling?');
  },
  identifyUser: (authorization: string | undefined) =>
    authorization === undefined
      ? anonymous
      : {
          kind: 'user' as const,
          userId: authorization,
          roles: [],
          sessionId: 's',
          expiresAt: new Date('2999-01-01'),
        },
};

type Context = BaseContext & { readonly made: number };

async function served() {
  const scope = testScope();
  onTestFinished(() => scope.stop());
  const logged = vi.spyOn(scope.logger, 'error');
  const feed = new EventQueue<number>({ limit: 10, onClose: () => undefined });
  let made = 0;
  const context = (call: Call): Context => {
    made += 1;
    return { call, made };
  };
  const resolvers = {
    Query: {
      who: (_root: unknown, _args: unknown, { call }: Context) =>
        JSON.stringify({ ...call.principal, by: call.caller }),
      requestId: () => currentRequestId(),
      left: () => timeLeftMs(),
      broken: () => Promise.reject(new Error('connection string with password')),
      refused: () => Promise.reject(new AppError('FORBIDDEN', 'NOT_YOURS', 'not yours')),
      service: () => 'for services',
    },
    Subscription: {
      ticks: { subscribe: () => feed, resolve: (number: number) => ({ number }) },
      failing: { subscribe: () => Promise.reject(new AppError('FORBIDDEN', 'NOT_YOURS', 'not yours')) },
    },
    Tick: {
      context: (_tick: unknown, _args: unknown, { made: number }: Context) => number,
      requestId: (_tick: unknown, _args: unknown, { call }: Context) => call.requestId,
    },
  };
  const subgraph = { name: 'test', sdl, resolvers, context, grants: { service: ['orders'] }, ...identify };
  const port = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0 }, scope);
  const url = `127.0.0.1:${port}`;
  const post = async (query: unknown, headers: Record<string, string> = { [CALL_HEADER]: 'gateway' }) => {
    const body = typeof query === 'string' ? JSON.stringify({ query }) : String(query);
    const response = await fetch(`http://${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: Shown[] }) };
  };
  return { scope, url, post, feed, logged };
}

type Shown = { message: string; extensions: Record<string, unknown> };

describe('a subgraph over HTTP', () => {
  it('answers nothing without a call credential, not even its type name', async () => {
    const { post } = await served();

    for (const query of ['{ __typename }', '{ _service { sdl } }', '{ who }']) {
      const { status, data, errors } = await post(query, {});
      expect({ status, data }).toEqual({ status: 401, data: undefined });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
    }
  });

  it('knows the person that the gateway speaks for, and a service that speaks for itself', async () => {
    const { post } = await served();
    const who = async (headers: Record<string, string>) =>
      JSON.parse(((await post('{ who }', headers)).data as { who: string }).who);

    expect(await who({ [CALL_HEADER]: 'gateway' })).toMatchObject({ kind: 'anonymous', by: 'gateway' });
    expect(await who({ [CALL_HEADER]: 'gateway', authorization: 'u1' })).toMatchObject({ kind: 'user', userId: 'u1' });
    expect(await who({ [CALL_HEADER]: 'orders' })).toMatchObject({ kind: 'service', service: 'orders' });
  });

  it('opens a service-only field to the service that was granted it', async () => {
    const { post } = await served();

    expect((await post('{ service }', { [CALL_HEADER]: 'orders' })).data).toEqual({ service: 'for services' });
    expect((await post('{ service }')).errors?.[0]?.extensions).toMatchObject({ reason: 'SERVICE_ONLY' });
  });

  it('lets callers keep a connection for less long than a stopping replica serves', async () => {
    const { url } = await served();
    const { headers } = await fetch(`http://${url}/health`);
    expect(headers.get('keep-alive')).toBe('timeout=3');
  });

  it("carries the caller's request id through, into errors too, unless it could forge a log line", async () => {
    const { post } = await served();
    const as = (requestId: string) => ({ [CALL_HEADER]: 'gateway', 'x-request-id': requestId });

    expect((await post('{ requestId }', as('request-0001'))).data).toEqual({ requestId: 'request-0001' });
    expect((await post('{ refused }', as('request-0001'))).errors?.[0]?.extensions['requestId']).toBe('request-0001');
    expect((await post('{ requestId }', as('a b'))).data).not.toEqual({ requestId: 'a b' });
  });

  it('knows how long the gateway still waits, and begins nothing when it waits no more', async () => {
    const { post } = await served();
    const within = (text: string) => post('{ left }', { [CALL_HEADER]: 'gateway', [TIME_LEFT_HEADER]: text });

    const { left } = (await within('800')).data as { left: number };
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(800);
    expect((await within('-1')).data).toEqual({ left: null });
    const { status, errors } = await within('0');
    expect({ status, extensions: errors?.[0]?.extensions }).toMatchObject({
      status: 503,
      extensions: { code: 'UNAVAILABLE', reason: 'DEADLINE_EXCEEDED', retryable: true, requestId: expect.any(String) },
    });
  });

  it('masks what is its own fault and logs it; what may be told is not logged', async () => {
    const { post, logged } = await served();

    const { data, errors } = await post('{ requestId broken }');
    expect(data).toMatchObject({ broken: null, requestId: expect.any(String) });
    expect(errors).toMatchObject([
      { message: expect.not.stringContaining('password'), extensions: { code: 'INTERNAL' } },
    ]);
    expect(logged).toHaveBeenCalledOnce();

    expect((await post('{ refused }')).errors?.[0]).toMatchObject({ message: 'not yours' });
    expect(logged).toHaveBeenCalledOnce();
  });

  it.each([
    ['no JSON', '{', 400, 'BAD_BODY'],
    ['too much', `"${'x'.repeat(300_000)}"`, 413, 'BODY_TOO_LARGE'],
  ])('answers a body that is %s in the one error format', async (_what, body, expected, reason) => {
    const { post } = await served();

    const { status, errors } = await post({ toString: () => body });

    expect(status).toBe(expected);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason });
  });

  it.each([
    ['a GET', { method: 'GET' }, 405, 'METHOD_NOT_ALLOWED'],
    ['a form', { method: 'POST', body: 'query={who}' }, 415, 'CONTENT_TYPE_NOT_SUPPORTED'],
  ])('refuses %s', async (_what, init, expected, reason) => {
    const { url } = await served();

    const response = await fetch(`http://${url}/graphql?query={who}`, {
      ...init,
      headers: { [CALL_HEADER]: 'gateway' },
    });

    expect(response.status).toBe(expected);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', reason } }] });
  });

  it('says that its port is taken by one error, and prints nothing of its own', async () => {
    const printed = vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => printed.mockRestore());
    const { url } = await served();
    const subgraph = {
      name: 'second',
      sdl,
      resolvers: {},
      context: (call: Call) => ({ call }),
      grants: {},
      ...identify,
    };
    const where = { host: '127.0.0.1', port: Number(url.split(':')[1]) };

    await expect(serveSubgraph(subgraph, where, testScope())).rejects.toMatchObject({ reason: 'PORT_TAKEN' });

    expect(printed).not.toHaveBeenCalled();
  });

  it('has nothing elsewhere, and says so in the one error format', async () => {
    const { url } = await served();

    const response = await fetch(`http://${url}/webhooks/unknown`, { method: 'POST', body: '{}' });

    expect(response.status).toBe(404);
    const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'NO_SUCH_PAGE' });
  });

  it('shows its health to anyone', async () => {
    const { url, scope } = await served();
    scope.health.add('database', () => 'not connected');

    expect((await fetch(`http://${url}/health/live`)).status).toBe(200);
    const ready = await fetch(`http://${url}/health/ready`);

    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('not connected');
  });
});

/** graphql-ws's own client, with headers on the upgrade request, as the gateway opens it. */
function socketTo(url: string, headers: Record<string, string> = { [CALL_HEADER]: 'gateway' }) {
  class WithHeaders extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const client = createClient({ url: `ws://${url}/graphql`, webSocketImpl: WithHeaders, retryAttempts: 0 });
  onTestFinished(() => void client.dispose());
  return client;
}

describe('a subgraph over WebSocket', () => {
  it('streams events, each with a context of its own and the request id of the socket', async () => {
    const { url, feed } = await served();
    const stream = socketTo(url, { [CALL_HEADER]: 'gateway', 'x-request-id': 'request-0001' }).iterate({
      query: 'subscription { ticks { number context requestId } }',
    });
    feed.push(1);
    feed.push(2);

    const ticks = [await stream.next(), await stream.next()].map(({ value }) => value?.data?.['ticks']);

    const requestId = 'request-0001';
    expect(ticks).toMatchObject([
      { number: 1, requestId },
      { number: 2, requestId },
    ]);
    expect(new Set(ticks.map((tick) => (tick as { context: number }).context)).size).toBe(2);
  });

  it('refuses a socket without a call credential', async () => {
    const { url } = await served();

    const refused = socketTo(url, {}).iterate({ query: 'subscription { ticks { number } }' }).next();

    await expect(refused).rejects.toMatchObject({ code: 4401, reason: 'CALL_CREDENTIAL_REQUIRED' });
  });

  it('answers a refused subscription in the one error format', async () => {
    const { url } = await served();

    const answer = socketTo(url).iterate({ query: 'subscription { failing { number } }' }).next();

    const failure = await answer.then(
      ({ value }) => value?.errors,
      (errors: unknown) => errors,
    );
    expect(failure).toMatchObject([{ message: 'not yours', extensions: { code: 'FORBIDDEN', reason: 'NOT_YOURS' } }]);
  });

  it('lets go of the source when the client leaves', async () => {
    const { url, feed } = await served();
    const stream = socketTo(url).iterate({ query: 'subscription { ticks { number } }' });
    feed.push(1);
    await stream.next();

    await stream.return?.();

    await vi.waitFor(async () => expect(await feed.next()).toEqual({ done: true, value: undefined }));
  });
});
