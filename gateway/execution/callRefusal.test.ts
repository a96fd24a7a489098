import { createServer } from 'node:http';
import { CloseCode } from 'graphql-ws';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { closeServer, listen, localUrl } from '#kernel/http.ts';
import { overWebSocket, post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';

const reason = 'INVALID_CALL_CREDENTIAL';

/** A subgraph that takes no credential of this gateway, as after an exchange of keys that left one of them out. */
async function strictSubgraph(): Promise<string> {
  const error = { message: 'not valid here', extensions: { code: 'UNAUTHENTICATED', reason } };
  const server = createServer((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [error] }));
  });
  const sockets = new WebSocketServer({ server, handleProtocols: ([first = '']) => first });
  sockets.on('connection', (socket) => socket.once('message', () => socket.close(CloseCode.Unauthorized, reason)));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    sockets.close();
    server.closeAllConnections();
    return closeServer(server);
  });
  return localUrl(port);
}

it('a subgraph that refuses the gateway itself is our fault: clients are not told to sign in, operators are told why', async () => {
  const gateway = await libraryGateway({ subgraphUrls: { books: await strictSubgraph() } });
  onTestFinished(gateway.stop);
  const logged = vi.spyOn(gateway.scope.logger, 'error');
  const ours = [
    { message: expect.not.stringContaining('valid'), extensions: { code: 'INTERNAL', reason: 'INTERNAL' } },
  ];

  const { errors } = await post(gateway.url, { query: '{ books { title } }' });
  expect(errors).toMatchObject(ours);
  expect(JSON.stringify(logged.mock.calls)).toContain(reason);

  const { ended } = overWebSocket(gateway.url, { query: 'subscription { bookChanged { title } }' });
  await expect(ended).rejects.toMatchObject(ours);
  expect(logged).toHaveBeenCalledTimes(2);
});
