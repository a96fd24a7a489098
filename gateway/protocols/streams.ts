import type { ServerResponse } from 'node:http';
import { type Result, type ResultStream, StreamFailed } from '../execution/port.ts';
import { textOf } from '../execution/written.ts';

/** How a stream of results is written to an HTTP response. */
export type Framing = {
  readonly contentType: string;
  readonly opening: string;
  readonly heartbeat: string;
  readonly heartbeatMs: number;
  /** @param cursor where to go on behind it, if the stream can. */
  result(result: Result, cursor?: string): string;
  /** The last result of a stream that broke. */
  failure(failed: StreamFailed): string;
  readonly closing: string;
};

/** GraphQL over SSE, distinct connections mode: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */
export const eventStream: Framing = {
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  heartbeat: ':\n\n',
  heartbeatMs: 12_000,
  // A browser sends the last id back when it reconnects.
  result: (result, cursor) => `${idLine(cursor)}event: next\ndata: ${textOf(result)}\n\n`,
  failure: ({ errors }) => `event: next\ndata: ${JSON.stringify({ errors })}\n\n`,
  closing: 'event: complete\ndata:\n\n',
};

/** An id ends at the end of its line, and one with a NUL is none: https://html.spec.whatwg.org/multipage/server-sent-events.html */
const idLine = (cursor: string | undefined) => (cursor && /^[^\r\n\0]+$/.test(cursor) ? `id: ${cursor}\n` : '');

const part = (json: string) => `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;

/**
 * Apollo's multipart protocol: https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 * A client takes a part when it sees the next boundary, so each part is written with the boundary behind it.
 */
export const multipart: Framing = {
  // Letter for letter as Apollo Router: Apollo's client for iOS compares the last part of it as text.
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  opening: '\r\n--graphql',
  heartbeat: part('{}'),
  heartbeatMs: 5_000,
  result: (result) => part(`{"payload":${textOf(result)}}`),
  failure: ({ errors }) => part(JSON.stringify({ payload: null, errors })),
  closing: '--\r\n',
};

/** Writes results until the stream or the client ends. A slow client is waited for. */
export async function writeStream(
  response: ServerResponse,
  results: ResultStream | AsyncIterable<Result>,
  framing: Framing,
): Promise<void> {
  const iterator = results[Symbol.asyncIterator]();
  // Whoever left while the operation was prepared is told of by no event any more.
  if (response.destroyed) return void (await iterator.return?.());
  response.writeHead(200, {
    'content-type': framing.contentType,
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no', // nginx would collect events
  });
  const heartbeat = setInterval(() => response.write(framing.heartbeat), framing.heartbeatMs);
  response.once('close', () => void iterator.return?.());
  try {
    response.write(framing.opening);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      await write(response, framing.result(next.value, cursorOf(results)));
    }
  } catch (error) {
    if (!(error instanceof StreamFailed)) throw error;
    await write(response, framing.failure(error));
  } finally {
    clearInterval(heartbeat);
  }
  response.end(framing.closing);
}

const cursorOf = (results: ResultStream | AsyncIterable<Result>) => ('cursor' in results ? results.cursor : undefined);

async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed || response.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.once('drain', go);
    response.once('close', go);
  });
}
