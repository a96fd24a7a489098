import type { IncomingMessage, ServerResponse } from 'node:http';

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_MS = 10_000;

/**
 * Reads on, unkept, what a client is still sending when it is answered: one whose connection is cut in the middle of its
 * body may never see the answer. After 16 MB or 10 s the connection is cut nevertheless.
 */
export function drainRest(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete || request.destroyed) return;
    let bytes = 0;
    const cut = () => void request.destroy();
    const timer = setTimeout(cut, MOST_MS);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) cut();
    });
    request.once('close', () => clearTimeout(timer));
    request.once('error', () => clearTimeout(timer)); // the client has left: nobody waits for anything
    request.resume();
  });
}
