import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '#kernel/http.ts';
import { failed, type Reply, StripeBooks } from './stripeBooks.ts';
import { makeWebhooks } from './stripeWebhooks.ts';

/**
 * `hang`: no answer, nothing done. `fail`: a 500, nothing done. `drop`: all is done, and the answer gets lost. `slow`: all
 * is done, and the answer comes after a while that payments still waits for.
 */
export type Fault = 'hang' | 'fail' | 'drop' | 'slow';

const SLOW_MS = 1_500;

type Options = {
  /** The port of an earlier one, which has ended; any free one by default. */
  port?: number;
};

/**
 * Stripe's HTTP API as far as payments uses it, on a port of this machine: form-encoded bodies, idempotency keys (an
 * answer given again, 400 for another body), Stripe's errors, signed webhooks.
 */
export async function startStripeStandIn({ port = 0 }: Options = {}) {
  const webhooks = makeWebhooks();
  const books = new StripeBooks(webhooks.tell);
  const faults: Fault[] = [];
  let standing: Fault | undefined;
  const calls: string[] = [];
  const told = new Map<string, { body: string; reply: Reply }>();

  const reply = (method: string, url: URL, body: string, key: string | undefined): Reply & { replayed?: true } => {
    const before = key === undefined ? undefined : told.get(key);
    if (before && before.body !== body) return failed(400, 'idempotency_error', 'idempotency_key_reused');
    if (before) return { ...before.reply, replayed: true };
    // As it is told, not as it becomes.
    const answer = structuredClone(books.answer(method, url.pathname, url.searchParams, body));
    if (key !== undefined) told.set(key, { body, reply: answer });
    return answer;
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await text(request);
    const where = new URL(url, 'http://stand.in');
    calls.push(`${method} ${where.pathname}`);
    if (!headers.authorization?.startsWith('Bearer sk_test_')) {
      return send(response, failed(401, 'invalid_request_error', 'api_key_invalid'));
    }
    const fault = faults.shift() ?? standing;
    if (fault === 'hang') return;
    if (fault === 'fail') return send(response, failed(500, 'api_error', 'api_error'));
    const answer = reply(method, where, body, headers['idempotency-key']?.toString());
    if (fault === 'drop') return void response.destroy();
    if (fault === 'slow') await pause(SLOW_MS);
    send(response, answer);
  };
  const server = createServer((request, response) => void serve(request, response));
  const bound = await listen(server, { host: '127.0.0.1', port });
  return {
    url: `http://127.0.0.1:${bound}`,
    books,
    webhooks,
    /** `method path` of every call, oldest first. */
    calls,
    /** What happens to the next calls, one after the other; later ones are served. */
    breakNext: (...next: Fault[]) => void faults.push(...next),
    /** What happens to every call from now on, undefined for nothing. */
    breakAll: (fault: Fault | undefined) => {
      standing = fault;
    },
    /** As Stripe does after a day or so. */
    forgetKeys: () => told.clear(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, { status, body, replayed }: Reply & { replayed?: true }): void {
  const headers = { 'content-type': 'application/json', 'request-id': 'req_stand_in' };
  response.writeHead(status, { ...headers, ...(replayed && { 'idempotent-replayed': 'true' }) });
  response.end(JSON.stringify(body));
}
