/**
 * @typedef {{ query: string, variables?: Record<string, unknown> | undefined, operationName?: string | null | undefined }} Operation
 * @typedef {import('../../explain/explained.ts').Explained} Explained
 * @typedef {{ data?: unknown, errors?: unknown[], extensions?: { explain?: Explained } & Record<string, unknown> }} Result
 * @typedef {{ next(result: Result): void, end(reason?: string): void }} Sink
 */

/**
 * One operation over HTTP.
 *
 * @param {string} endpoint
 * @param {Operation} operation
 * @param {Record<string, string>} headers
 * @returns {Promise<Result>}
 */
export async function post(endpoint, { query, variables, operationName }, headers) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables, operationName }),
  });
  return response.json();
}

/**
 * One subscription over graphql-transport-ws on a socket of its own.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 *
 * @param {string} endpoint
 * @param {Operation} operation
 * @param {Record<string, string>} headers sent as the connection's parameters
 * @param {Sink} sink
 * @returns {() => void} what ends it
 */
export function subscribe(endpoint, operation, headers, sink) {
  const url = new URL(endpoint, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  let over = false;
  /** @param {string} [reason] */
  const end = (reason) => {
    if (over) return;
    over = true;
    sink.end(reason);
    socket.close(1000);
  };
  /** @param {object} message */
  const send = (message) => socket.send(JSON.stringify(message));
  socket.onopen = () => send({ type: 'connection_init', payload: headers });
  socket.onclose = ({ code, reason }) => end(reason || `the connection was closed (${code})`);
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(data);
    if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: operation });
    if (type === 'ping') send({ type: 'pong' });
    if (type === 'next' && !over) sink.next(payload);
    if (type === 'complete') end();
    if (type === 'error') {
      if (!over) sink.next({ errors: payload });
      end(payload[0]?.message);
    }
  };
  return () => end();
}
