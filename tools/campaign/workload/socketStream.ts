import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Streamed } from './eventSource.ts';

type Options = {
  readonly url: string;
  readonly accessToken: string;
  readonly body: { readonly query: string; readonly variables: Record<string, unknown> };
  readonly signal: AbortSignal;
};

const PING_MS = 10_000;
const ACK_MS = 10_000;
const PONG_MS = 10_000;

/**
 * A subscription over a WebSocket of its own. Ends when the shop says that nothing follows.
 *
 * @throws whatever closed it before.
 */
export async function* readSocket<Data>({ url, accessToken, body, signal }: Options): AsyncGenerator<Streamed<Data>> {
  let silence: NodeJS.Timeout | undefined;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${accessToken}` },
    connectionAckWaitTimeout: ACK_MS,
    keepAlive: PING_MS,
    retryAttempts: 0,
    on: {
      // A machine that is gone says nothing; its silence does.
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: () => clearTimeout(silence),
      closed: () => clearTimeout(silence),
    },
  });
  const leave = () => client.terminate();
  signal.addEventListener('abort', leave, { once: true });
  try {
    yield* client.iterate<Data>(body);
  } finally {
    signal.removeEventListener('abort', leave);
    clearTimeout(silence);
    await client.dispose();
  }
}
