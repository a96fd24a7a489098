import { describe, expect, it, vi } from 'vitest';
import { until } from '../../testing/until.ts';
import { answers, bodies, count, echo, held, PLAIN, requestOf, serverThat, who } from '../../testing/wholeServer.ts';

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
