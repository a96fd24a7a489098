import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeServer, listen, localUrl } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { noIdentity } from '../identity.ts';
import { Pulse } from '../pulse.ts';
import { rawSocket } from '../testing/rawSocket.ts';
import { until } from '../testing/until.ts';
import { WebSocketSession } from './webSocketSession.ts';

/** A session whose pulse the test beats, and both ends of its socket. */
async function session() {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => closeServer(server));
  const pulse = new Pulse(1_000_000);
  const opened = once(sockets, 'connection');
  const client = rawSocket(localUrl(port));
  const [socket, request] = (await opened) as [WebSocket, IncomingMessage];
  const { logger } = testScope('gateway');
  const execute = async () => ({ data: {} });
  const made = new WebSocketSession({ execute, identity: noIdentity, logger, pulse }, socket, request);
  onTestFinished(() => socket.terminate());
  await client.init();
  const waiting = vi.spyOn(socket, 'bufferedAmount', 'get');
  return { client, socket, waiting, beat: () => made.beat() };
}

const PING = { type: 'ping' };

it('a client that reads nothing is not listened to, until it has read', async () => {
  const { client, socket, waiting, beat } = await session();
  waiting.mockReturnValue(2_000_000);
  client.send(PING);
  await until(() => socket.isPaused);
  for (let beats = 0; beats < 12; beats++) beat();
  expect(socket.isPaused).toBe(true);
  waiting.mockReturnValue(0);
  beat();
  expect(socket.isPaused).toBe(false);
  client.send(PING);
  await until(() => client.messages.filter(({ type }) => type === 'pong').length === 2);
});

it('a client that takes nothing for long is cut off', async () => {
  const { client, socket, waiting, beat } = await session();
  waiting.mockReturnValue(2_000_000);
  client.send(PING);
  await until(() => socket.isPaused);
  const closed = once(socket, 'close');
  for (let beats = 0; beats < 24; beats++) beat();
  await closed;
  expect(await client.closed).toMatchObject({ code: 1006 });
});

it('a client that takes something again and again is not', async () => {
  const { client, socket, waiting, beat } = await session();
  client.send(PING);
  for (let left = 5_000_000; left > 2_000_000; left -= 50_000) {
    waiting.mockReturnValue(left);
    if (!socket.isPaused) {
      client.send(PING);
      await until(() => socket.isPaused);
    }
    beat();
  }
  expect(socket.readyState).toBe(socket.OPEN);
});
