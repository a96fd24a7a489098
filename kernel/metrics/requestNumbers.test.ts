import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, listen } from '../http.ts';
import { Metrics } from './metrics.ts';
import { countRequests } from './requestNumbers.ts';

it('requests are counted by their status and timed, streams only counted', async () => {
  const metrics = new Metrics();
  const count = countRequests(metrics);
  const answers = {
    '/plain': [200, { 'content-type': 'application/json' }],
    '/away': [503, {}],
    '/stream': [200, { 'content-type': 'text/event-stream' }],
  } as const;
  const server = createServer((request, response) => {
    const [status, headers] = answers[request.url as keyof typeof answers];
    response.setHeader('x-request-id', 'request-1');
    response.writeHead(status, headers).end('{}');
    count(response, performance.now());
  });
  onTestFinished(() => closeServer(server));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  for (const path of Object.keys(answers)) await (await fetch(`http://127.0.0.1:${port}${path}`)).text();

  const text = await metrics.text();

  expect(text).toContain('bazaar_http_requests_total{status="2xx"} 2\n');
  expect(text).toContain('bazaar_http_requests_total{status="5xx"} 1\n');
  expect(text).toContain('bazaar_http_request_seconds_count 2\n');
});
