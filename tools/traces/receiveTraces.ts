import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { messageOf } from '#kernel/errors.ts';
import { closeServer, listen } from '#kernel/http.ts';
import { spansIn, type TracedSpan } from './otlp.ts';

type Receiver = {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Takes traces as a collector does: OTLP over HTTP, in JSON. Only this machine reaches it. */
export async function receiveTraces(take: (spans: readonly TracedSpan[]) => void, port = 0): Promise<Receiver> {
  const server = createServer((request, response) => {
    spansOf(request).then(
      (spans) => {
        take(spans);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      },
      (error: unknown) => response.writeHead(400, { 'content-type': 'text/plain' }).end(messageOf(error)),
    );
  });
  const bound = await listen(server, { host: '127.0.0.1', port });
  return { url: `http://127.0.0.1:${bound}`, stop: () => closeServer(server) };
}

async function spansOf(request: IncomingMessage): Promise<TracedSpan[]> {
  const { method, url, headers } = request;
  if (method !== 'POST' || url !== '/v1/traces') throw new Error('traces are posted to /v1/traces');
  if (!headers['content-type']?.startsWith('application/json')) throw new Error('traces are taken as JSON only');
  return spansIn(await json(request));
}
