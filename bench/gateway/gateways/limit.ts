import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Agent } from 'undici';
import { Deadlines } from '#gateway/calls/deadlines.ts';
import { listen } from '#kernel/http.ts';
import { readSetup, report } from './child.ts';
import { ask } from './forward.ts';

/**
 * What no gateway can be cheaper than: node:http, and the requests that the gateway makes for each workload, one after the
 * other, prepared and with nothing looked at. The answers in a row stand for the response. The requests were recorded before.
 */
type Recorded = { readonly origin: string; readonly body: string };

const { supergraphFile } = readSetup();
const recorded = JSON.parse(readFileSync(`${supergraphFile}.json`, 'utf8')) as Record<string, Recorded[]>;
const connections = new Agent({ connections: 100, keepAliveTimeout: 30_000, pipelining: 1 });
const deadlines = new Deadlines();
const headers = { 'content-type': 'application/json', accept: 'application/json' };

const server = createServer((request, response) => {
  request.on('data', () => {});
  request.on('end', async () => {
    const workload = String(request.headers['x-workload']);
    let text = '';
    for (const { origin, body } of recorded[workload] ?? []) {
      text += (await ask(connections, deadlines, { origin, path: '/graphql', headers, body, timeoutMs: 60_000 })).text;
    }
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  });
});
report(await listen(server, { host: '127.0.0.1', port: 0 }));
