import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { listen } from '#kernel/http.ts';
import type { Result } from '../execution/port.ts';
import { eventStream, multipart, writeStream } from './streams.ts';

/** A stream on which nothing ever comes, and whether it was ended. */
function endless() {
  const { promise, resolve } = Promise.withResolvers<IteratorResult<Result>>();
  const over = { done: true, value: undefined } as const;
  const seen = { isEnded: false };
  const stream = {
    next: () => promise,
    return: async () => {
      seen.isEnded = true;
      resolve(over);
      return over;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return { stream, seen };
}

/** The answer to a client that has left while its operation was prepared. */
async function answerToNobody(): Promise<ServerResponse> {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => asked.resolve(response));
  onTestFinished(() => void server.close());
  const client = connect(await listen(server, { host: '127.0.0.1', port: 0 }), '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nhost: shop\r\n\r\n');
  const response = await asked.promise;
  client.destroy();
  await once(response, 'close');
  return response;
}

it.each([
  ['server-sent events', eventStream],
  ['multipart', multipart],
])('a stream (%s) ends at once where its client left before it began', async (_which, framing) => {
  const { stream, seen } = endless();
  const response = await answerToNobody();
  void writeStream(response, stream, framing);
  expect(seen.isEnded).toBe(true);
});
