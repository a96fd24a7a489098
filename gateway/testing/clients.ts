import { createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';

type Body = { query: string; variables?: unknown; operationName?: string };
export type Answer = {
  status: number;
  headers: Headers;
  data?: unknown;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
};

/** One operation over HTTP, as a front end sends it. */
export async function post(url: string, body: Body | string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

/** What a subscriber over WebSocket got so far, and how it ended. */
export function overWebSocket(url: string, payload: SubscribePayload, params: Record<string, unknown> = {}) {
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: params,
    retryAttempts: 0,
    on: { closed: (event) => closed.resolve(event as { code: number; reason: string }) },
  });
  return { ...collect(client.iterate(payload)), client, closed: closed.promise };
}

/** What a subscriber over HTTP got so far: the raw text, chunk by chunk. */
export async function overHttp(url: string, body: Body, accept: string, more: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...more, 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  const chunks = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
  return { response, leave: () => leaving.abort(), ...collect(chunks as AsyncIterable<string>) };
}

function collect<Item>(items: AsyncIterable<Item>) {
  const received: Item[] = [];
  const ended = (async () => {
    for await (const item of items) received.push(item);
  })();
  ended.catch(() => {}); // whoever cares awaits it; the others must not end the test run
  return { received, ended };
}
