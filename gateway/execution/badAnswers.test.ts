import { createServer } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { closeServer, listen, localUrl } from '#kernel/http.ts';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';

/** Something in the place of a subgraph that answers everything alike. */
async function answering(status: number, text: string): Promise<string> {
  const server = createServer((_request, response) => void response.writeHead(status).end(text));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    server.closeAllConnections();
    return closeServer(server);
  });
  return localUrl(port);
}

it.each([
  ["a proxy's page", 502, '<h1>Bad gateway</h1>', /^status 502, Unexpected token '<'/],
  ['a redirection', 301, '', /^status 301, without a body$/],
  ['JSON that is no GraphQL response', 200, '{}', /^status 200 without a GraphQL response$/],
  ['data that is no object', 200, '{"data":[1]}', /^its data is no object$/],
])('%s is no answer, and the log says what it was', async (_what, status, text, reason) => {
  const gateway = await libraryGateway({ subgraphUrls: { books: await answering(status, text) } });
  onTestFinished(gateway.stop);
  const log = vi.spyOn(gateway.scope.logger, 'warn');
  const { data, errors } = await post(gateway.url, { query: '{ books { title } }' });
  expect(data).toBeNull();
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SUBGRAPH_UNAVAILABLE', service: 'books' });
  const said = { service: 'books', reason: expect.stringMatching(reason) };
  expect(log).toHaveBeenCalledWith(said, 'a subgraph does not answer');
});
