import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { closeServer, listen } from '#kernel/http.ts';
import { until } from '../testing/until.ts';
import { Connections, NoAnswerInTime } from './connections.ts';
import { Pace } from './pace.ts';

const ask = { headers: {}, body: '{}', isQuery: true, timeoutMs: 5_000 };

function connectionsFor(pipelining?: number): Connections {
  const connections = new Connections(pipelining);
  onTestFinished(() => connections.close());
  return connections;
}

async function serverThat(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    sockets.add(request.socket);
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    answer(request, response, body);
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    server.closeAllConnections();
    return closeServer(server);
  });
  return { url: `http://127.0.0.1:${port}/graphql?a=b`, sockets };
}

/** Answers whatever comes on each connection in its own way. @returns its URL, and what it was sent so far. */
async function rawServer(answer: (socket: Socket, data: string) => void) {
  const seen: string[] = [];
  const open = new Set<Socket>();
  const server = createRawServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (data: string) => {
      seen.push(data);
      answer(socket, data);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, seen };
}

const answerOf = (text: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const requestsIn = (data: string) => data.split('POST ').length - 1;

it('a request arrives with path, headers and body, whatever they are written in', async () => {
  const { url } = await serverThat(({ url: path, headers, method }, response, body) => {
    response.end(JSON.stringify({ method, path, body, tenant: headers['x-tenant'], type: headers['content-type'] }));
  });
  const connections = connectionsFor();
  for (const [tenant, body] of [
    ['plain', 'plain'],
    ['plain', 'ü €'],
    ['ü', 'plain'],
    ['ü', 'ü €'],
    ['plain', 'ü'.repeat(100_000)],
  ] as const) {
    const { status, text } = await connections.post({ ...ask, url, headers: { 'x-tenant': tenant }, body });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ method: 'POST', path: '/graphql?a=b', body, tenant, type: 'application/json' });
  }
});

it('answers of any length come whole', async () => {
  const { url } = await serverThat((_request, response, body) => response.end('ä'.repeat(Number(body))));
  const connections = connectionsFor();
  for (const length of [0, 1, 32_700, 32_768, 100_000, 3_000_000]) {
    const { text } = await connections.post({ ...ask, url, body: String(length) });
    expect(text.length).toBe(length);
  }
});

it('a connection that is never idle is given up after a while, so that new replicas are found', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { url, sockets } = await serverThat((_request, response) => response.end('{}'));
  const connections = connectionsFor();
  for (let seconds = 0; seconds < 60; seconds += 20) {
    await connections.post({ ...ask, url });
    vi.advanceTimersByTime(20_000);
  }
  expect(sockets.size).toBe(1);
  for (let seconds = 0; seconds < 40; seconds += 20) {
    await connections.post({ ...ask, url });
    vi.advanceTimersByTime(20_000);
  }
  expect(sockets.size).toBe(2);
});

it('one connection serves one after the other, and side by side each has its own', async () => {
  const { url, sockets } = await serverThat((_request, response) => response.end('{}'));
  const connections = connectionsFor();
  for (let times = 0; times < 5; times++) await connections.post({ ...ask, url });
  expect(sockets.size).toBe(1);
  await Promise.all(Array.from({ length: 10 }, () => connections.post({ ...ask, url })));
  expect(sockets.size).toBeLessThanOrEqual(10);
});

it('beyond a hundred at the same time they wait for one that is free', async () => {
  const { url, sockets } = await serverThat((_request, response) => setImmediate(() => response.end('{}')));
  const connections = connectionsFor();
  const answers = await Promise.all(Array.from({ length: 250 }, () => connections.post({ ...ask, url })));
  expect(answers).toHaveLength(250);
  expect(sockets.size).toBeLessThanOrEqual(100);
});

it('a header can carry nothing but its value', async () => {
  const { url } = await serverThat((_request, response) => response.end('{}'));
  const headers = { authorization: 'a\r\nx-evil: 1' };
  await expect(connectionsFor().post({ ...ask, url, headers })).rejects.toThrow('authorization');
});

it('who gets no answer in time hears so, and the connection is not used again', async () => {
  const { url, seen } = await rawServer((socket) => {
    if (seen.length === 2) socket.write(answerOf('{"second":1}'));
  });
  const connections = connectionsFor();
  await expect(connections.post({ ...ask, url, timeoutMs: 20 })).rejects.toThrow(NoAnswerInTime);
  expect(await connections.post({ ...ask, url })).toMatchObject({ text: '{"second":1}' });
});

it('a server that is away, hangs up or talks nonsense is an error for who asked it', async () => {
  const connections = connectionsFor();
  const hangsUp = await rawServer((socket) => void socket.end());
  await expect(connections.post({ ...ask, url: hangsUp.url })).rejects.toThrow('closed');
  const nonsense = await rawServer((socket) => void socket.write('nonsense\r\n\r\n'));
  await expect(connections.post({ ...ask, url: nonsense.url })).rejects.toThrow('no HTTP');
  const halfWay = await rawServer((socket) => void socket.end(answerOf('{"a":1}').slice(0, -1)));
  await expect(connections.post({ ...ask, url: halfWay.url })).rejects.toThrow('before the answer');
  await expect(connections.post({ ...ask, url: 'http://127.0.0.1:1/' })).rejects.toThrow('ECONNREFUSED');
});

it('bytes behind an answer are no answer to the next request', async () => {
  const { url, seen } = await rawServer((socket) => {
    const { length } = seen;
    socket.write(answerOf(`{"n":${length}}`) + (length === 1 ? answerOf('{"n":"smuggled"}') : ''));
  });
  const connections = connectionsFor();
  expect((await connections.post({ ...ask, url })).text).toBe('{"n":1}');
  expect((await connections.post({ ...ask, url })).text).toBe('{"n":2}');
});

it('a connection that its server is about to close is left alone', async () => {
  const ports = new Set<number | undefined>();
  const { url } = await rawServer((socket) => {
    ports.add(socket.remotePort);
    socket.write(answerOf('{}', 'Keep-Alive: timeout=1\r\n'));
  });
  const connections = connectionsFor();
  await connections.post({ ...ask, url });
  await connections.post({ ...ask, url });
  expect(ports.size).toBe(2);
});

it('who waits when connections are closed hears so', async () => {
  const { url, seen } = await rawServer(() => connections.close());
  const connections = connectionsFor();
  await expect(connections.post({ ...ask, url })).rejects.toThrow('closed');
  await expect(connections.post({ ...ask, url })).rejects.toThrow('closed');
  expect(seen).toHaveLength(1);
});

function paceOf(...took: readonly number[]): Pace {
  const pace = new Pace();
  for (const ms of took) pace.took(ms);
  return pace;
}

/** Four, when there are connections for them already. */
async function four(connections: Connections, url: string, isQuery = true, pace = paceOf(1)): Promise<string[]> {
  await connections.post({ ...ask, url, body: 'warm' });
  const bodies = ['a', 'b', 'c', 'd'];
  const answers = await Promise.all(bodies.map((body) => connections.post({ ...ask, url, body, isQuery, pace })));
  return answers.map(({ text }) => text);
}

it('queries that leave together share a connection as far as they may, and get their own answers', async () => {
  const { url, seen } = await rawServer((socket, data) => {
    for (const [, body = ''] of data.matchAll(/\r\n\r\n(warm|[a-d])/g)) socket.write(answerOf(body));
  });
  expect(await four(connectionsFor(4), url)).toEqual(['a', 'b', 'c', 'd']);
  expect(seen.map(requestsIn)).toEqual([1, 4]);
  expect(await four(connectionsFor(4), url, false)).toEqual(['a', 'b', 'c', 'd']);
  expect(seen.slice(2).map(requestsIn)).toEqual([1, 1, 1, 1, 1]);
  // Of these nothing is known, and those were slow the last time.
  for (const pace of [paceOf(), paceOf(1, 1, 1, 50)]) await four(connectionsFor(4), url, true, pace);
  expect(seen.slice(7).map(requestsIn)).toEqual(Array(10).fill(1));
});

it('one slow answer makes requests slow, several quick ones make them quick again', () => {
  const pace = paceOf(1, 20);
  expect(pace.isQuick).toBe(false);
  for (let index = 0; index < 6; index++) pace.took(1);
  expect(pace.isQuick).toBe(true);
});

it('who waits behind a slow one is sent again, and so is who is behind one that ended the connection', async () => {
  const slow = await rawServer((socket, data) => {
    const bodies = [...data.matchAll(/\r\n\r\n(warm|[a-d])/g)].map(([, body = '']) => body);
    if (bodies.length === 1) socket.write(answerOf(bodies[0] ?? ''));
    // The first of several is answered when the others have been asked for again.
    else
      void until(() => slow.seen.length === 5).then(() => socket.write(bodies.map((body) => answerOf(body)).join('')));
  });
  expect(await four(connectionsFor(4), slow.url)).toEqual(['a', 'b', 'c', 'd']);

  const closing = await rawServer((socket, data) => {
    const [, body = ''] = /\r\n\r\n(warm|[a-d])/.exec(data) ?? [];
    if (requestsIn(data) === 1) socket.write(answerOf(body));
    else socket.end(answerOf(body, 'Connection: close\r\n'));
  });
  const connections = connectionsFor(4);
  expect(await four(connections, closing.url)).toEqual(['a', 'b', 'c', 'd']);
});
