import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { closeServer, listen } from '#kernel/http.ts';
import { until } from '../../testing/until.ts';
import type { WholeRequest } from '../http.ts';
import type { Reply } from '../reply.ts';
import { takeWhole } from './takeWhole.ts';

const replyTo = (text: string): Reply => ({ status: 200, headers: { 'x-by': 'whole' }, text });
const echo = async ({ body }: WholeRequest) => replyTo(body);

/** Answers once it is let. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const answer = vi.fn(async (request: WholeRequest) => {
    await promise;
    return echo(request);
  });
  return { answer, release: resolve, isAsked: () => until(() => answer.mock.calls.length > 0) };
}

/** A server that answers with the body; who answered is told by `x-by`. */
async function serverThat(answer: (request: WholeRequest) => Promise<Reply> | undefined = echo) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    response.setHeader('x-by', 'node').setHeader('content-length', Buffer.byteLength(body)).end(body);
  });
  const leaving = new AbortController();
  const answered = vi.fn();
  const whole = takeWhole(server, { path: '/graphql', answer, answered, leaving: leaving.signal });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  const sockets: Socket[] = [];
  const accepted: Socket[] = [];
  server.on('connection', (socket: Socket) => accepted.push(socket));
  const hasRead = (bytes: number) => until(() => accepted.at(-1)?.bytesRead === bytes);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    whole.destroy();
    server.closeAllConnections();
  });
  const open = async () => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    sockets.push(socket);
    const client = { socket, text: '', isOver: false };
    socket.setEncoding('utf8').on('data', (text: string) => {
      client.text += text;
    });
    socket.on('end', () => {
      client.isOver = true;
    });
    await once(socket, 'connect');
    return client;
  };
  return { server, whole, leaving, answered, open, hasRead };
}

type Client = { readonly text: string };
const answers = ({ text }: Client) => text.split('HTTP/1.1 ').slice(1);
const who = (client: Client) => answers(client).map((answer) => /x-by: (\w+)/i.exec(answer)?.[1]);
const bodies = (client: Client) => answers(client).map((answer) => answer.split('\r\n\r\n')[1]);
const count = (client: Client, wanted: number) => until(() => answers(client).length === wanted);

const PLAIN = ['Host: shop', 'Content-Type: application/json', 'Connection: keep-alive'];
const requestOf = (body: string, lines: readonly string[] = PLAIN, line = 'POST /graphql HTTP/1.1') =>
  `${[line, ...lines, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`;

afterEach(() => {
  vi.useRealTimers();
});

describe('a plain request', () => {
  it('is answered past node’s server, one after the other on its connection', async () => {
    const { open, answered } = await serverThat();
    const client = await open();
    for (const [nth, body] of ['{"a":1}', '{"b":"ü €"}', ''].entries()) {
      client.socket.write(requestOf(body));
      await count(client, nth + 1);
    }
    expect(who(client)).toEqual(['whole', 'whole', 'whole']);
    expect(bodies(client)).toEqual(['{"a":1}', '{"b":"ü €"}', '']);
    expect(answered.mock.calls.map(([status]) => status)).toEqual([200, 200, 200]);
    const heads = answers(client).map((answer) => answer.split('\r\n\r\n')[0]?.split('\r\n'));
    expect(heads[1]).toEqual([
      '200 OK',
      'x-by: whole',
      expect.stringMatching(/^date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/),
      'connection: keep-alive',
      'keep-alive: timeout=65',
      'content-length: 14',
    ]);
  });

  it('has its headers by their names in lower case, without the blanks around them', async () => {
    const seen = vi.fn();
    const { open } = await serverThat((request) => {
      seen({ ...request.headers }, request.socket.remoteAddress);
      return echo(request);
    });
    const client = await open();
    client.socket.write(requestOf('{}', ['HOST:shop', 'X-Odd: \t a b\u00a0 ', '__proto__: x', 'Empty:']));
    await count(client, 1);
    const headers = { host: 'shop', 'x-odd': 'a b\u00c2\u00a0', empty: '', 'content-length': '2' };
    expect(seen).toHaveBeenCalledWith({ ...headers, ['__proto__']: 'x' }, '127.0.0.1');
  });

  it.each([1, 7, 50, 130])('may come in pieces of %i bytes', async (size) => {
    const { open } = await serverThat();
    const client = await open();
    const request = Buffer.from(requestOf('{"query":"ü"}') + requestOf('{"query":"second"}'));
    for (let from = 0; from < request.length; from += size) {
      client.socket.write(request.subarray(from, from + size));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await count(client, 2);
    expect(bodies(client)).toEqual(['{"query":"ü"}', '{"query":"second"}']);
  });

  it('may come with its body behind its head, as many clients send it', async () => {
    const { open, hasRead } = await serverThat();
    const client = await open();
    const [head, body] = requestOf(`{"query":"${'x'.repeat(90_000)}"}`).split('\r\n\r\n');
    client.socket.write(`${head}\r\n\r\n`);
    await hasRead((head?.length ?? 0) + 4);
    client.socket.write(body ?? '');
    await until(() => bodies(client)[0]?.length === body?.length);
    expect(who(client)).toEqual(['whole']);
  });
});

describe('anything else goes to node’s server', () => {
  it.each<[string, string]>([
    ['another method', 'GET /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n'],
    ['another path', requestOf('{}', PLAIN, 'POST /health HTTP/1.1')],
    ['a query string', requestOf('{}', PLAIN, 'POST /graphql?a=b HTTP/1.1')],
    ['another version', requestOf('{}', PLAIN, 'POST /graphql HTTP/1.0')],
    ['a connection that ends', requestOf('{}', ['Host: a', 'Connection: close'])],
    ['chunks', 'POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
    ['a header twice', requestOf('{}', ['Host: a', 'X-A: 1', 'x-a: 2'])],
    ['a body that is too long for us', requestOf('x'.repeat(200_000))],
    ['a long head', requestOf('{}', ['Host: a', `X-A: ${'a'.repeat(16_000)}`, `X-B: ${'b'.repeat(1_000)}`])],
    ['what somebody waits for', requestOf('{}', ['Host: a', 'Expect: 100-continue'])],
  ])('%s', async (_what, request) => {
    const { open } = await serverThat();
    const client = await open();
    client.socket.write(request);
    await until(() => who(client).includes('node') || / [45]\d\d /.test(` ${client.text} `));
    expect(client.text).not.toContain('x-by: whole');
  });

  it.each([
    ['no host', 'POST /graphql HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}'],
    ['a folded line', requestOf('{}', ['Host: a', 'X-A: 1', ' 2'])],
    ['a space before the colon', requestOf('{}', ['Host: a', 'X-A : 1'])],
    ['a control character', requestOf('{}', ['Host: a', 'X-A: \u0001'])],
    ['a bare line feed', requestOf('{}', ['Host: a', 'X-A: 1\nX-B: 2\rX-C: 3'])],
    ['two lengths', `${requestOf('{}', ['Host: a', 'Content-Length: 3'])}`],
    ['a length that is none', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}'],
    ['a length and chunks', requestOf('{}', ['Host: a', 'Transfer-Encoding: chunked'])],
  ])('which refuses %s', async (_what, request) => {
    const { open } = await serverThat();
    const client = await open();
    client.socket.write(request);
    await until(() => client.text.startsWith('HTTP/1.1 400'));
    expect(client.text).not.toContain('x-by');
  });

  it('with all that follows on its connection', async () => {
    const { open } = await serverThat();
    const client = await open();
    client.socket.write(requestOf('1'));
    await count(client, 1);
    client.socket.write(requestOf('2', ['Host: a', 'X-A: 1', 'X-A: 2']));
    await count(client, 2);
    client.socket.write(requestOf('3'));
    await count(client, 3);
    expect(who(client)).toEqual(['whole', 'node', 'node']);
    expect(bodies(client)).toEqual(['1', '2', '3']);
  });

  it('such as what the answerer does not take', async () => {
    const { open } = await serverThat((request) => (request.headers.accept ? undefined : echo(request)));
    const client = await open();
    client.socket.write(requestOf('{}', [...PLAIN, 'Accept: text/event-stream']));
    await count(client, 1);
    expect(who(client)).toEqual(['node']);
  });

  it('such as two requests at once', async () => {
    const { open } = await serverThat();
    const client = await open();
    client.socket.write(requestOf('1') + requestOf('2'));
    await count(client, 2);
    expect(bodies(client)).toEqual(['1', '2']);
    expect(who(client)).toEqual(['node', 'node']);
  });

  it('such as requests that come before the answer to the first', async () => {
    const { answer, release, isAsked } = held();
    const { open, hasRead } = await serverThat(answer);
    const client = await open();
    client.socket.write(requestOf('1'));
    await isAsked();
    client.socket.write(requestOf('2'));
    await hasRead(2 * requestOf('1').length);
    client.socket.end(requestOf('3'));
    release();
    await count(client, 3);
    expect(bodies(client)).toEqual(['1', '2', '3']);
    expect(who(client)).toEqual(['whole', 'node', 'node']);
  });
});

describe('a connection', () => {
  it('whose client says that it sends no more still gets its answer, and ends', async () => {
    const { answer, release, isAsked } = held();
    const { open } = await serverThat(answer);
    const client = await open();
    client.socket.end(requestOf('{}'));
    await isAsked();
    release();
    await until(() => client.isOver);
    expect(bodies(client)).toEqual(['{}']);
    expect(client.text).toContain('connection: close');
  });

  it('that ends in the middle of a request hears that it was none', async () => {
    const { open } = await serverThat();
    const client = await open();
    client.socket.end(requestOf('{"a":1}').slice(0, -2));
    await until(() => client.isOver);
    expect(client.text).toMatch(/^HTTP\/1.1 400 /);
  });

  it('ends with its next answer once the server is about to leave', async () => {
    const { open, leaving } = await serverThat();
    const client = await open();
    client.socket.write(requestOf('1'));
    await count(client, 1);
    leaving.abort();
    client.socket.write(requestOf('2'));
    await until(() => client.isOver);
    expect(answers(client).map((answer) => /connection: ([\w-]+)/.exec(answer)?.[1])).toEqual(['keep-alive', 'close']);
  });

  it('keeps a server from closing only as long as somebody is answered', async () => {
    const { answer, release, isAsked } = held();
    const { server, whole, open } = await serverThat(answer);
    const [busy, fresh] = [await open(), await open()];
    busy.socket.write(requestOf('{}'));
    await isAsked();
    whole.close();
    const closed = closeServer(server);
    await until(() => fresh.socket.closed);
    release();
    await closed;
    expect(bodies(busy)).toEqual(['{}']);
  });

  it.each([
    ['sends nothing', ''],
    ['stops in the middle', requestOf('{"a":1}').slice(0, -2)],
  ])('that %s is node’s after a while, which has its own patience', async (_what, bytes) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { open, hasRead } = await serverThat();
    const client = await open();
    if (bytes) client.socket.write(bytes);
    await hasRead(bytes.length);
    vi.advanceTimersByTime(12_000);
    client.socket.write(bytes ? '1}' : requestOf('{}'));
    await count(client, 1);
    expect(who(client)).toEqual(['node']);
  });

  describe('whose client does not read', () => {
    const LONG = 'x'.repeat(20_000_000);
    const long = async () => replyTo(LONG);
    const isTaken = (client: Client) => until(() => client.text.length > LONG.length);

    it('is answered nothing else, so that answers don’t pile up in memory', async () => {
      const answer = vi.fn(long);
      const { open, hasRead } = await serverThat(answer);
      const client = await open();
      client.socket.pause();
      client.socket.write(requestOf('1'));
      await until(() => answer.mock.calls.length === 1);
      client.socket.write(requestOf('2'));
      await hasRead(2 * requestOf('1').length);
      expect(answer).toHaveBeenCalledTimes(1);
      client.socket.resume();
      await isTaken(client);
      await until(() => who(client).length === 2);
      expect(bodies(client)[1]).toBe('2');
    });

    it('goes on for as long as the client takes', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
      const { open, answered } = await serverThat(long);
      const client = await open();
      client.socket.pause();
      client.socket.write(requestOf('1'));
      await until(() => answered.mock.calls.length === 1);
      vi.advanceTimersByTime(100_000);
      client.socket.resume();
      await isTaken(client);
      expect(client.isOver).toBe(false);
    });

    it('still gives it its answer when the server leaves', async () => {
      const { open, answered, whole } = await serverThat(long);
      const client = await open();
      client.socket.pause();
      client.socket.write(requestOf('1'));
      await until(() => answered.mock.calls.length === 1);
      whole.close();
      client.socket.resume();
      await until(() => client.isOver);
      expect(bodies(client)[0]?.length).toBe(LONG.length);
    });
  });

  it('that is not used for longer than its client was told is ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { open } = await serverThat();
    const client = await open();
    client.socket.write(requestOf('{}'));
    await count(client, 1);
    vi.advanceTimersByTime(60_000);
    client.socket.write(requestOf('{}'));
    await count(client, 2);
    vi.advanceTimersByTime(68_000);
    await until(() => client.socket.closed);
  });
});
