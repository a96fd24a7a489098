import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, listen, metricsRoutes } from '../http.ts';
import { Metrics } from './metrics.ts';

it('answers /metrics in the type that Prometheus reads', async () => {
  const metrics = new Metrics({ service: 'orders' });
  metrics.counter({ name: 'events_total', help: 'Events.' }).add(3);
  const server = createServer(metricsRoutes(metrics));
  onTestFinished(() => closeServer(server));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });

  const response = await fetch(`http://127.0.0.1:${port}/metrics`);

  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await response.text()).toContain('events_total{service="orders"} 3\n');
});
