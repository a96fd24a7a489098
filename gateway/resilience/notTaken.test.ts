import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, listen, localUrl } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { Connections } from '../calls/connections.ts';
import { makeCallSubgraph } from '../execution/subgraphClient.ts';
import { defaultResilience, guardCalls } from './guardCalls.ts';
import { callStates } from './showCalls.ts';

/** Calls to what answers every request with a page of this status. */
async function callsTo(status: number) {
  const seen = { asked: 0 };
  const server = createServer((request, response) => {
    seen.asked += 1;
    request.resume().on('end', () => response.writeHead(status).end('<html></html>'));
  });
  const url = localUrl(await listen(server, { host: '127.0.0.1', port: 0 }));
  const connections = new Connections();
  onTestFinished(async () => {
    connections.close();
    server.closeAllConnections();
    await closeServer(server);
  });
  const { logger } = testScope();
  const call = makeCallSubgraph(connections, { limits: { defaultMs: 5_000 }, logger });
  const guarded = guardCalls(call, { settings: { ...defaultResilience, failures: 3 }, logger });
  const ask = () => guarded.call({ service: 'goods', url, headers: {} }, { body: '{}', kind: 'query' });
  return { seen, ask, state: () => callStates(guarded)['calls to goods'] };
}

it.each([400, 413, 414, 422, 431])(
  'one request that a subgraph does not take (%i) is nothing against it',
  async (status) => {
    const { seen, ask, state } = await callsTo(status);
    for (let nth = 1; nth <= 5; nth++) {
      const { data, errors } = await ask();
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', reason: 'SUBGRAPH_REFUSED', service: 'goods' });
      // It would not take it the second time either.
      expect(seen.asked).toBe(nth);
    }
    expect(state()).toBe('up');
  },
);

it.each([404, 502, 503])('whatever answers in its place (%i) is not it', async (status) => {
  const { ask, state } = await callsTo(status);
  for (let nth = 0; nth < 3; nth++) {
    expect((await ask()).errors?.[0]?.extensions).toMatchObject({ reason: 'SUBGRAPH_UNAVAILABLE' });
  }
  expect(state()).toBe('held back (open)');
});
