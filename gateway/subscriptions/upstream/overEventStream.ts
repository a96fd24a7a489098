import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request as send } from 'undici';
import { AppError, messageOf } from '#kernel/errors.ts';
import { Refused, unavailable } from '../../execution/errors.ts';
import { readAnswer } from '../../execution/subgraphClient.ts';
import { readEventStream } from './eventStreamReader.ts';
import {
  ACK_MS,
  type Ask,
  MAX_EVENT_BYTES,
  makeStreamUrl,
  type OpenUpstream,
  RECONNECT_MS,
  type Sink,
  type StreamUrl,
  type Upstream,
  type UpstreamOptions,
  waitBefore,
} from './upstream.ts';

type Run = {
  readonly upstream: Upstream;
  readonly ask: Ask;
  readonly sink: Sink;
  readonly signal: AbortSignal;
  /** Whose connections know whom to believe; Node's own without it. */
  readonly dispatcher: Agent | undefined;
  readonly streamUrl: StreamUrl;
};

/**
 * GraphQL over SSE, distinct connections mode: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 * Once it ran, it is asked for anew after a drop.
 */
export function overEventStream({
  logger,
  reconnectMs = RECONNECT_MS,
  trust,
  paths,
}: Omit<UpstreamOptions, 'pingMs'>): OpenUpstream {
  const streamUrl = makeStreamUrl(paths);
  const dispatcher = trust && new Agent({ connect: { secureContext: trust } });
  return (upstream, ask, sink) => {
    const leaving = new AbortController();
    keepRunning({ upstream, ask, sink, signal: leaving.signal, dispatcher, streamUrl }, reconnectMs).catch(
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        if (error instanceof Refused || error instanceof AppError) return sink.error(error);
        logger.warn({ service: upstream.service, reason: messageOf(error) }, 'a subscription lost its subgraph');
        sink.error(new Refused([unavailable(upstream.service)]));
      },
    );
    return () => leaving.abort();
  };
}

/** @throws what ended it, when that is for good or has lasted too long. */
async function keepRunning(run: Run, reconnectMs: number): Promise<void> {
  let lostAt: number | undefined;
  for (let attempt = 0; ; attempt += 1) {
    const broken = await tryOnce(run);
    if (!broken) return;
    if (broken.ran) [lostAt, attempt] = [Date.now(), 0];
    else if (run.upstream.missed?.() && lostAt === undefined) continue;
    if (lostAt === undefined || Date.now() - lostAt >= reconnectMs) throw broken.error;
    await pause(waitBefore(attempt), undefined, { signal: run.signal });
  }
}

/** @returns why it broke and whether it had begun; undefined when there is no more. @throws what another attempt could not change. */
async function tryOnce(run: Run): Promise<{ readonly error: unknown; readonly ran: boolean } | undefined> {
  let ran = false;
  try {
    await runOnce(run, () => {
      ran = true;
      run.upstream.met?.();
    });
    return undefined;
  } catch (error) {
    if (run.signal.aborted || error instanceof Refused || error instanceof AppError) throw error;
    return { error, ran };
  }
}

/** Resolves when the subgraph says that there is no more. */
async function runOnce(run: Run, connected: () => void): Promise<void> {
  const { upstream, sink } = run;
  const body = await open(run);
  connected();
  const read = readEventStream();
  const decoder = new TextDecoder();
  let size = 0;
  for await (const chunk of body) {
    const events = read(decoder.decode(chunk, { stream: true }));
    size = events.length > 0 ? 0 : size + chunk.length;
    if (size > MAX_EVENT_BYTES)
      throw new AppError('INTERNAL', 'EVENT_TOO_LARGE', `${upstream.service} sends without an end`);
    for (const { event, data } of events) {
      if (event === 'complete') return sink.complete();
      if (event === 'next') sink.next(readAnswer(JSON.parse(data), 200));
    }
  }
  throw new Error('the stream ended without saying so');
}

async function open({ upstream, ask, signal, dispatcher, streamUrl }: Run): Promise<AsyncIterable<Uint8Array>> {
  const { statusCode, headers, body } = await send(streamUrl(upstream), {
    method: 'POST',
    headers: { ...upstream.headers(), 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(ask()),
    headersTimeout: ACK_MS,
    bodyTimeout: 0,
    signal,
    ...(dispatcher && { dispatcher }),
  });
  if (statusCode === 200 && String(headers['content-type']).startsWith('text/event-stream')) return body;
  const answer: unknown = await body.json().catch(() => undefined);
  const { errors } = readAnswer(answer, statusCode);
  throw errors ? new Refused(errors) : new Error(`status ${statusCode}`);
}
