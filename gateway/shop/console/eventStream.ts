import type { ServerResponse } from 'node:http';
import type { EventFeed } from './eventFeed.ts';

const BEAT_MS = 2_000;
/** A page that is so far behind is cut off; it comes again. */
const BEHIND_BYTES = 4_000_000;

type Options = {
  readonly feed: EventFeed;
  /** Ends the stream when the gateway stops. */
  readonly signal: AbortSignal;
  /** Calls back once, when the caller may look no more. @returns what stops that. */
  readonly untilRefused: (onEnd: (error: unknown) => void) => () => void;
};

/**
 * The feed as server-sent events: `events` with batches, and every two seconds `beat` with the state of what they come from.
 *
 * @throws AppError UNAVAILABLE while nothing was written yet.
 */
export async function streamEvents(response: ServerResponse, { feed, signal, untilRefused }: Options): Promise<void> {
  const write = (event: string, data: unknown) => {
    if (response.destroyed || response.writableEnded) return;
    if (!response.headersSent) response.writeHead(200, HEADERS);
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > BEHIND_BYTES) response.destroy();
  };
  const stopWatching = await feed.watch((batch) => write('events', batch));
  const end = () => response.end();
  const stopAsking = untilRefused(end);
  const beat = setInterval(() => write('beat', { source: feed.health() }), BEAT_MS);
  signal.addEventListener('abort', end);
  const leave = () => {
    clearInterval(beat);
    signal.removeEventListener('abort', end);
    stopAsking();
    return stopWatching();
  };
  if (signal.aborted) end();
  await new Promise((resolve) => (response.destroyed ? resolve(undefined) : response.once('close', resolve)));
  await leave();
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};
