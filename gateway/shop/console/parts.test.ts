import { createServer, type RequestListener } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { Health } from '#kernel/health.ts';
import { closeServer, healthRoutes, listen, localUrl, metricsRoutes } from '#kernel/http.ts';
import { Metrics } from '#kernel/metrics/metrics.ts';
import { makeLookAtParts, type Part } from './parts.ts';

async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => closeServer(server));
  return port;
}

const part = (name: string, port: number): Part => ({ name, kind: 'subgraph', origin: new URL(localUrl(port)).origin });
const own = { health: new Health(), metrics: new Metrics({ service: 'gateway' }) };
const lookAt = (parts: readonly Part[]) => makeLookAtParts(parts, own)();

it('tells of each part whether it is up, and what it says of itself', async () => {
  const health = new Health();
  health.add('mongodb', () => 'up');
  health.add('events', () => 'no broker answers');
  const metrics = new Metrics({ service: 'orders' });
  metrics.read({ name: 'bazaar_outbox_pending', help: 'Events that wait.' }, () => 3);
  const port = await listening(healthRoutes(health).use(metricsRoutes(metrics)));

  const [gateway, orders] = await lookAt([part('orders', port)]);

  expect(gateway).toMatchObject({ name: 'gateway', kind: 'gateway', where: 'this process', state: 'up' });
  expect(orders).toMatchObject({
    name: 'orders',
    where: `port ${port}`,
    state: 'not ready',
    checks: { mongodb: 'up', events: 'no broker answers' },
    numbers: { outbox: { pending: 3, lagSeconds: 0 } },
  });
});

it('a part that nobody answers for is away', async () => {
  const server = createServer();
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  await closeServer(server);

  const [, orders] = await lookAt([part('orders', port)]);

  expect(orders).toEqual({ name: 'orders', kind: 'subgraph', where: `port ${port}`, state: 'away', checks: {} });
});

it('somebody else on the port is shown for what is known of it', async () => {
  const port = await listening((_request, response) => response.writeHead(404).end('<h1>Hello</h1>'));

  const [, orders] = await lookAt([part('orders', port)]);

  expect(orders).toMatchObject({ state: 'not ready', checks: {} });
  expect(orders).not.toHaveProperty('numbers');
});

it('those who look at the same time ask once', async () => {
  let asked = 0;
  const port = await listening((_request, response) => {
    asked += 1;
    response.end('{}');
  });
  const look = makeLookAtParts([part('orders', port)], own);

  await Promise.all([look(), look(), look()]);

  expect(asked).toBe(2); // health and numbers
});

it('says on which machine a part is, where it is another one', async () => {
  const [, orders] = await lookAt([{ name: 'orders', kind: 'subgraph', origin: 'http://orders.invalid:4003' }]);

  expect(orders).toMatchObject({ where: 'orders.invalid:4003', state: 'away' });
});
