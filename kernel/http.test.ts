import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, lastAnswersOnLeaving, listen, localUrl } from './http.ts';

it('a server that is about to leave answers, and lets go of each connection', async () => {
  const leaving = new AbortController();
  const server = createServer((_request, response) => response.end('here'));
  onTestFinished(() => closeServer(server));
  lastAnswersOnLeaving(server, leaving.signal);
  const url = localUrl(await listen(server, { host: '127.0.0.1', port: 0 }));
  const ask = async () => {
    const response = await fetch(url);
    return [await response.text(), response.headers.get('connection')];
  };

  expect(await ask()).toEqual(['here', 'keep-alive']);
  leaving.abort();
  expect(await ask()).toEqual(['here', 'close']);
});
