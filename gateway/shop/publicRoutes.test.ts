import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen, localUrl } from '#kernel/http.ts';
import { makeAddressOf } from '../clientAddress.ts';
import { libraryGateway } from '../testing/library.ts';
import { makeForwardConnections } from './forward.ts';
import { publicRoutesApp } from './publicRoutesApp.ts';

const MEGABYTE = 1024 * 1024;

async function serving(handler: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(handler);
  const url = localUrl(await listen(server, { host: '127.0.0.1', port: 0 }), '');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, server };
}

/** A gateway in front of one service, which stands for all of them. */
async function gatewayTo(url: string, { answerMs = 5_000 } = {}) {
  const connections = makeForwardConnections({ answerMs, silenceMs: 5_000 });
  const pages = publicRoutesApp({
    connections,
    reach: () => ({ url: `${url}/graphql`, ended: () => undefined }),
    origins: ['https://shop.example'],
    addressOf: makeAddressOf([]),
    logger: pino({ enabled: false }),
  });
  const { origin, stop } = await libraryGateway({ pages: () => pages });
  onTestFinished(async () => {
    await stop();
    await connections.destroy();
  });
  return origin;
}

/** A gateway to a service that answers 200 and remembers what it was sent. */
async function echo() {
  const seen: IncomingMessage[] = [];
  const { url } = await serving((request, response) => {
    seen.push(request);
    request.resume().on('end', () => response.setHeader('etag', '"e1"').end(`${request.method} ${request.url}`));
  });
  return { origin: await gatewayTo(url), seen };
}

const reasonOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string; reason: string } }[] };
  return errors[0]?.extensions;
};

describe('what the public reaches of a service', () => {
  it.each([
    ['GET', '/files/products/images/a%2Fb?width=20&x=%20'],
    ['GET', '/files/users/avatars/1'],
    ['POST', '/webhooks/stripe'],
    ['POST', '/unsubscribe?token=t'],
    ['PUT', '/files/products/import?ticket=t'],
  ])('%s %s arrives as it was sent', async (method, path) => {
    const { origin } = await echo();

    const response = await fetch(`${origin}${path}`, { method, ...(method !== 'GET' && { body: 'x' }) });

    expect(await response.text()).toBe(`${method} ${path}`);
    expect(response.headers.get('etag')).toBe('"e1"');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/files', '/files/orders/1', '/files/productsx', '/webhooks', '/webhooks/other', '/unsubscribed'])(
    '%s is not part of it',
    async (path) => {
      const { origin, seen } = await echo();

      const response = await fetch(`${origin}${path}`);

      expect(response.status).toBe(404);
      expect(await reasonOf(response)).toMatchObject({ code: 'NOT_FOUND', reason: 'NO_SUCH_PAGE' });
      expect(seen).toEqual([]);
    },
  );

  it('is asked with the range and the conditions of the client, and answered by the service', async () => {
    const { url } = await serving((request, response) => {
      const { range, 'if-none-match': known } = request.headers;
      if (known === '"e1"') response.writeHead(304, { etag: '"e1"', vary: 'accept' }).end();
      else response.writeHead(206, { 'content-range': 'bytes 0-1/5', 'content-length': '2' }).end(range && 'ab');
    });
    const origin = await gatewayTo(url);

    const part = await fetch(`${origin}/files/products/images/1`, { headers: { range: 'bytes=0-1' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 0-1/5', 'ab']);
    const known = await fetch(`${origin}/files/products/images/1`, { headers: { 'if-none-match': '"e1"' } });
    expect([known.status, known.headers.get('vary')]).toEqual([304, 'origin, accept']);
    const head = await fetch(`${origin}/files/products/images/1`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([206, '2']);
  });

  it('hears who asks from the gateway alone', async () => {
    const { origin, seen } = await echo();

    const forged = {
      'x-bazaar-call': 'forged',
      'x-bazaar-client-address': '6.6.6.6',
      'x-forwarded-for': '6.6.6.6',
      forwarded: 'for=6.6.6.6',
      authorization: 'Bearer t',
      cookie: 'a=b',
      'x-request-id': 'request-1234',
      'stripe-signature': 'kept',
    };
    const response = await fetch(`${origin}/webhooks/stripe`, { method: 'POST', headers: forged });

    const { headers } = seen[0] ?? {};
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-request-id': 'request-1234' });
    expect(headers).toMatchObject({ 'stripe-signature': 'kept' });
    for (const name of ['x-bazaar-call', 'x-bazaar-client-address', 'forwarded', 'authorization', 'cookie']) {
      expect(headers).not.toHaveProperty(name);
    }
    expect(response.headers.get('x-request-id')).toBe('request-1234');
  });
});

describe('pages of other origins', () => {
  it('may use files where they may use the API', async () => {
    const { origin, seen } = await echo();
    const from = (page: string, method = 'GET') =>
      fetch(`${origin}/files/users/avatars/1`, { method, headers: { origin: page } });

    const allowed = await from('https://shop.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(allowed.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const asked = await from('https://shop.example', 'OPTIONS');
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
    const other = await from('https://evil.example');
    expect([other.status, (await reasonOf(other))?.reason]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
    expect(seen).toHaveLength(1);
  });

  it('are no matter to what is not for pages: a form without referrer says that its origin is null', async () => {
    const { origin } = await echo();

    const response = await fetch(`${origin}/unsubscribe?token=t`, { method: 'POST', headers: { origin: 'null' } });

    expect(response.status).toBe(200);
  });
});

describe('a service that is away', () => {
  it('is 502, in the one format', async () => {
    const { url, server } = await serving((_request, response) => response.end());
    server.close();
    const response = await fetch(`${await gatewayTo(url)}/files/products/images/1`);

    expect(response.status).toBe(502);
    expect(await reasonOf(response)).toMatchObject({ code: 'UNAVAILABLE', reason: 'SERVICE_UNAVAILABLE' });
  });

  it('is 504 when it says nothing', async () => {
    const { url } = await serving(() => undefined);
    const response = await fetch(`${await gatewayTo(url, { answerMs: 100 })}/unsubscribe`);

    expect(response.status).toBe(504);
    expect(await reasonOf(response)).toMatchObject({ code: 'UNAVAILABLE', reason: 'SERVICE_TIMEOUT' });
  });

  it('half-way is a connection that is cut, never an answer that looks whole', async () => {
    const { url } = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    });

    const response = await fetch(`${await gatewayTo(url)}/files/products/images/1`);

    await expect(response.text()).rejects.toThrow();
  });
});

describe('bodies', () => {
  it('go through in both directions at once, and none is kept', async () => {
    let received = 0;
    const { url } = await serving((request, response) => {
      response.flushHeaders();
      request.on('data', (chunk: Buffer) => {
        received += chunk.length;
        response.write(`${received}\n`);
      });
      request.on('end', () => response.end());
    });
    const sending = ask(`${await gatewayTo(url)}/files/products/import`, { method: 'PUT' });
    sending.write('first');

    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    const [progress] = await once(response, 'data');
    expect(String(progress)).toBe('5\n');
    sending.end('second');
    await once(response.resume(), 'end');
    expect(received).toBe(11);
  });

  it('wait for a slow reader', async () => {
    let sent = 0;
    const { url } = await serving((_request, response) => {
      const more = () => {
        while (sent < 64 * MEGABYTE && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      response.on('drain', more);
      more();
    });
    const asking = ask(`${await gatewayTo(url)}/files/products/images/1`).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    response.pause();

    let before = -1;
    const stillStands = () => {
      const same = sent === before;
      before = sent;
      return same;
    };
    await expect.poll(stillStands, { interval: 200 }).toBe(true);

    expect(sent).toBeLessThan(32 * MEGABYTE);
    asking.destroy();
  });

  it('are refused by the service, and the client that is still sending hears why', async () => {
    const { url } = await serving((request, response) => {
      request.once('data', () =>
        response.writeHead(413, { 'content-type': 'application/json' }).end('{"too":"large"}'),
      );
    });

    const body = new Blob([Buffer.alloc(8 * MEGABYTE)]);
    const response = await fetch(`${await gatewayTo(url)}/files/products/import`, { method: 'PUT', body });

    expect([response.status, await response.json()]).toEqual([413, { too: 'large' }]);
  });

  it('end for the service when the client leaves: while it reads, waits or sends', async () => {
    const open = new Set<string>();
    const { url } = await serving(({ method = '' }, response) => {
      open.add(method);
      response.once('close', () => open.delete(method));
      if (method === 'GET') response.write('forever'); // and the others get no answer at all
    });
    const origin = await gatewayTo(url);

    const reading = ask(`${origin}/files/products/images/1`).end();
    await once(reading, 'response');
    expect([...open]).toEqual(['GET']);
    reading.destroy();
    await expect.poll(() => open.size).toBe(0);

    const waiting = ask(`${origin}/webhooks/stripe`, { method: 'POST' }).end();
    waiting.once('error', () => undefined); // it is cut off on purpose
    await expect.poll(() => [...open]).toEqual(['POST']);
    waiting.destroy();
    await expect.poll(() => open.size).toBe(0);

    const sending = ask(`${origin}/files/products/import`, { method: 'PUT' });
    sending.once('error', () => undefined); // it is cut off on purpose
    sending.write('half');
    await expect.poll(() => [...open]).toEqual(['PUT']);
    sending.destroy();
    await expect.poll(() => open.size).toBe(0);
  });
});
