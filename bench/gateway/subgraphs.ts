import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAnswers } from './answers.ts';
import { CACHEABLE_HEADER, SDL } from './supergraph.ts';
import { WORKLOAD_HEADER } from './workloads.ts';

/** A process of its own: all subgraphs, which answer bytes that are there already. Tells its parent the ports. */
const names = Object.keys(SDL) as (keyof typeof SDL)[];

/** The first requests since somebody asked, for the limit to repeat. */
const recorded: { origin: string; body: string }[] = [];

const ports = await Promise.all(
  names.map(async (name) => {
    const answerTo = makeAnswers(name);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const body = Buffer.concat(chunks).toString('utf8');
        if (recorded.length < 100) recorded.push({ origin: `http://127.0.0.1:${request.socket.localPort}`, body });
        const answer = await answerTo(body, request.headers[WORKLOAD_HEADER]);
        const headers = { 'content-type': 'application/json', 'content-length': answer.length };
        // Only the gateway that keeps answers hears that it may.
        const more = request.headers[CACHEABLE_HEADER] ? { 'cache-control': 'max-age=3600, public' } : {};
        response.writeHead(200, { ...headers, ...more }).end(answer);
      });
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return [name, (server.address() as AddressInfo).port] as const;
  }),
);

process.send?.({ ports: Object.fromEntries(ports) });
process.on('message', () => process.send?.({ recorded: recorded.splice(0) }));
process.on('disconnect', () => process.exit());
