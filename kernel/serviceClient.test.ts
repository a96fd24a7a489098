import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CALL_HEADER } from './auth/callCredential.ts';
import { CAUSATION_ID_HEADER, REQUEST_ID_HEADER, withCallContext } from './callContext.ts';
import { TIME_LEFT_HEADER } from './deadline.ts';
import { closeServer, listen, localUrl } from './http.ts';
import { makeServiceClient, type TypedOperation } from './serviceClient.ts';

const QUERY: TypedOperation<{ order: string }, { id: string }> = 'query ($id: ID!) { order(id: $id) }';

async function callee(answer: RequestListener) {
  return clientOf(await serve(answer));
}

const clientOf = (...urls: string[]) =>
  makeServiceClient({ callee: 'orders', urls, sign: (to) => `for ${to}`, timeoutMs: 1_500 });

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    server.closeAllConnections();
    return closeServer(server);
  });
  return localUrl(port);
}

const MUTATION: TypedOperation<{ order: string }, { id: string }> = `\nmutation ($id: ID!) { order(id: $id) }`;
const timeLeft = () =>
  callee(({ headers }, response) => {
    response.end(JSON.stringify({ data: { order: String(headers[TIME_LEFT_HEADER]) } }));
  });
const within = <Result>(leftMs: number, work: () => Result) =>
  withCallContext({ requestId: 'request-0001', deadline: performance.now() + leftMs }, work);

const saying = (body: unknown) => callee((_request, response) => void response.end(JSON.stringify(body)));

const refusedWith = (extensions: object) => saying({ data: null, errors: [{ message: 'no', extensions }] });

describe('a call to another service', () => {
  it('carries a credential for the callee, the id of the request being served and what it follows from', async () => {
    const call = await callee(({ headers }, response) => {
      const order = [CALL_HEADER, REQUEST_ID_HEADER, CAUSATION_ID_HEADER].map((name) => headers[name]).join(', ');
      response.end(JSON.stringify({ data: { order } }));
    });

    const { order } = await withCallContext({ requestId: 'request-0001', causationId: 'event-0001' }, () =>
      call(QUERY, { id: 'o1' }),
    );

    expect(order).toBe('for orders, request-0001, event-0001');
  });

  it('tells how long it waits: no longer than whoever it asks for', async () => {
    const call = await timeLeft();

    expect(await call(QUERY, { id: 'o1' })).toEqual({ order: '1500' });
    expect(Number((await within(200, () => call(QUERY, { id: 'o1' }))).order)).toBeLessThanOrEqual(200);
    expect(await within(9_000, () => call(QUERY, { id: 'o1' }))).toEqual({ order: '1500' });
  });

  it('is given up when nobody waits for it any more, and not made when nobody does', async () => {
    let asked = 0;
    const call = await callee(() => void asked++);
    const ask = (leftMs: number) => within(leftMs, () => call(QUERY, { id: 'o1' }));

    await expect(ask(300)).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'DEADLINE_EXCEEDED', retryable: true });
    expect(asked).toBe(1);
    await expect(ask(0)).rejects.toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
    expect(asked).toBe(1);
  });

  it('that changes something is a step that no deadline breaks off', async () => {
    const call = await timeLeft();
    expect(await within(0, () => call(MUTATION, { id: 'o1' }))).toEqual({ order: 'undefined' });
  });

  it.each([
    ['a question', QUERY],
    ['a step', MUTATION],
  ])('is made again while the callee is being replaced: %s', async (_what, operation) => {
    let asked = 0;
    const call = await callee((_request, response) => {
      asked += 1;
      if (asked < 3) response.destroy();
      else response.end('{"data":{"order":"placed"}}');
    });

    expect(await call(operation, { id: 'o1' })).toEqual({ order: 'placed' });
    expect(asked).toBe(3);
  });

  it('goes to the next replica when one is away, and stays with it', async () => {
    const asked = { first: 0, second: 0 };
    const away = await serve((_request, response) => {
      asked.first += 1;
      response.destroy();
    });
    const there = await serve((_request, response) => {
      asked.second += 1;
      response.end('{"data":{"order":"placed"}}');
    });
    const call = clientOf(away, there);

    for (let time = 0; time < 3; time += 1) expect(await call(MUTATION, { id: 'o1' })).toEqual({ order: 'placed' });

    expect(asked).toEqual({ first: 1, second: 3 });
  });

  it('fails as the callee says', async () => {
    const call = await refusedWith({ code: 'REFUSED', reason: 'ORDER_EXPIRED', reasons: [] });

    await expect(call(QUERY, { id: 'o1' })).rejects.toMatchObject({ code: 'REFUSED', reason: 'ORDER_EXPIRED' });
  });

  it.each(['CALL_CREDENTIAL_REQUIRED', 'INVALID_CALL_CREDENTIAL'])(
    'does not tell a person to sign in when its own credential is refused: %s',
    async (reason) => {
      const call = await refusedWith({ code: 'UNAUTHENTICATED', reason });

      await expect(call(QUERY, { id: 'o1' })).rejects.toMatchObject({ code: 'INTERNAL', reason: 'CALL_REFUSED' });
    },
  );

  it.each([
    ['does not answer in time', 'SERVICE_TIMED_OUT', () => undefined],
    ['breaks off', 'SERVICE_UNREACHABLE', (_request, response) => void response.destroy()],
    ['is a proxy with a page of its own', 'SERVICE_UNREACHABLE', (_request, response) => void response.end('<html>')],
    ['answers no GraphQL', 'SERVICE_UNREACHABLE', (_request, response) => void response.end('{"status":"ok"}')],
  ] satisfies [string, string, RequestListener][])('is retryable when the callee %s', async (_what, reason, answer) => {
    const call = await callee(answer);

    const failure = await call(QUERY, { id: 'o1' }).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'UNAVAILABLE', reason, retryable: true });
    // Clients may see the message; only the log tells who it was.
    expect(failure).toMatchObject({
      message: expect.not.stringContaining('orders'),
      cause: { message: expect.stringContaining('orders') },
    });
  });
});
