import { parse } from 'graphql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Document } from './documents.ts';
import { makeShopClient, type ShopClientOptions } from './shopClient.ts';

type Nothing = Record<string, never>;
const ME: Document<{ me: { name: string } | null }, Nothing> = parse('query Me { me { name } }');
const LEAVE: Document<{ leave: boolean }, Nothing> = parse('mutation Leave { leave }');
const NEWS: Document<{ news: number }, Nothing> = parse('subscription News { news }');

type Asked = {
  query: string;
  variables: object;
  authorization: string | null;
  lastEventId: string | null;
  signal: AbortSignal | null | undefined;
};
type Reply = Response | Error;

/** A shop that answers by a function, and what it was asked. */
function shopThat(
  answer: (asked: Asked, count: number) => Reply | Promise<Reply>,
  options: Partial<ShopClientOptions> = {},
) {
  const asked: Asked[] = [];
  const fetch = async (_url: unknown, { body, headers, signal }: RequestInit = {}) => {
    const sent = new Headers(headers);
    const { query, variables } = JSON.parse(String(body)) as { query: string; variables: object };
    const one = {
      query: query.replaceAll(/\s+/g, ' '),
      variables,
      authorization: sent.get('authorization'),
      lastEventId: sent.get('last-event-id'),
      signal,
    };
    asked.push(one);
    const reply = await Promise.race([answer(one, asked.length), abortOf(signal)]);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const client = makeShopClient({
    url: 'http://shop.test/graphql',
    fetch: fetch as typeof globalThis.fetch,
    ...options,
  });
  return { client, asked };
}

const abortOf = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const fault = (code: string, reason: string, more: object = {}) => ({
  message: 'so it is',
  extensions: { code, reason, retryable: code === 'UNAVAILABLE', reasons: [], requestId: 'r-1', ...more },
});

const events = (...blocks: string[]) =>
  new Response(blocks.join(''), { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });

const news = (number: number) => `id: ${number}\nevent: next\ndata: ${JSON.stringify({ data: { news: number } })}\n\n`;
const END = 'event: complete\ndata:\n\n';
const me = json.bind(undefined, { data: { me: { name: 'Ana' } } });
const expired = () => json({ errors: [fault('UNAUTHENTICATED', 'TOKEN_EXPIRED')] }, 401);
const isRefresh = ({ query }: Asked) => query.includes('refreshSession');
const session = (number: number) =>
  json({ data: { refreshSession: { __typename: 'Session', accessToken: `a${number}`, refreshToken: `r${number}` } } });

describe('what goes wrong', () => {
  it('has a code, a reason and the id of the request', async () => {
    const { client, asked } = shopThat(() =>
      json({ errors: [fault('BAD_USER_INPUT', 'TOO_LONG', { reasons: [{ message: 'too long', param: 'name' }] })] }),
    );

    await expect(client.request(ME, {})).rejects.toMatchObject({
      name: 'ShopError',
      message: 'so it is',
      code: 'BAD_USER_INPUT',
      reason: 'TOO_LONG',
      retryable: false,
      requestId: 'r-1',
      reasons: [{ param: 'name' }],
    });
    expect(asked).toHaveLength(1);
  });

  it('leaves what there is of an answer', async () => {
    const partial = { data: { me: null }, errors: [{ ...fault('FORBIDDEN', 'NOT_YOURS'), path: ['me'] }] };
    const { client } = shopThat(() => json(partial));

    expect(await client.result(ME, {})).toMatchObject({
      data: { me: null },
      faults: [{ path: ['me'], code: 'FORBIDDEN' }],
    });
    await expect(client.request(ME, {})).rejects.toMatchObject({ code: 'FORBIDDEN', data: { me: null } });
  });
});

describe('sending again', () => {
  it.each([
    ['nobody answers', () => new TypeError('fetch failed'), 'NO_ANSWER'],
    ['a proxy has no gateway', () => new Response('<html>', { status: 502 }), 'NOT_GRAPHQL'],
    ['a proxy says so in JSON', () => json({ error: 'no healthy upstream' }, 503), 'NOT_GRAPHQL'],
    [
      'a subgraph is away',
      () => json({ data: { me: null }, errors: [fault('UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE')] }),
      'SUBGRAPH_UNAVAILABLE',
    ],
  ])('is for queries, when %s', async (_when, failing, reason) => {
    const { client, asked } = shopThat((_asked, count) => (count < 3 ? failing() : me()));
    expect(await client.request(ME, {})).toEqual({ me: { name: 'Ana' } });
    expect(asked).toHaveLength(3);

    const change = shopThat(failing);
    await expect(change.client.request(LEAVE, {})).rejects.toMatchObject({ reason, retryable: true });
    expect(change.asked).toHaveLength(1);
  });

  it('ends after some times, and at once when it is not wanted any more', async () => {
    const { client, asked } = shopThat(() => new TypeError('fetch failed'), { retries: 1 });
    await expect(client.request(ME, {})).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'NO_ANSWER' });
    expect(asked).toHaveLength(2);

    const never = shopThat(() => new Promise<never>(() => {}));
    const leaving = new AbortController();
    const asking = never.client.request(ME, {}, { signal: leaving.signal });
    await vi.waitUntil(() => never.asked.length === 1);
    leaving.abort(new Error('the page was left'));
    await expect(asking).rejects.toThrow('the page was left');
  });

  it('ends with the caller’s own timeout as such', async () => {
    const { client, asked } = shopThat(() => new Promise<never>(() => {}));
    const signal = AbortSignal.timeout(10);
    await expect(client.request(LEAVE, {}, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(asked).toHaveLength(1);
  });

  it('waits as long as the shop says', async () => {
    const limited = {
      errors: [fault('RATE_LIMITED', 'TOO_MUCH', { retryable: true })],
      extensions: { retryAfterSeconds: 0.01 },
    };
    const { client, asked } = shopThat((_asked, count) => (count === 1 ? json(limited, 429) : me()));
    await client.request(ME, {});
    expect(asked).toHaveLength(2);
  });

  it('is given up when an attempt takes too long', async () => {
    const { client } = shopThat(() => new Promise<never>(() => {}), { timeoutMs: 20, retries: 0 });
    await expect(client.request(ME, {})).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'TIMED_OUT' });
  });
});

describe('a session', () => {
  it('is renewed once for all who were refused, and what was refused is done again', async () => {
    const { client, asked } = shopThat((one) => {
      if (isRefresh(one)) return session(2);
      return one.authorization === 'Bearer a2' ? me() : expired();
    });
    await client.use({ accessToken: 'a1', refreshToken: 'r1' });

    const answers = await Promise.all([client.request(ME, {}), client.request(ME, {}), client.request(LEAVE, {})]);

    expect(answers[0]).toEqual({ me: { name: 'Ana' } });
    expect(asked.filter(isRefresh)).toEqual([expect.objectContaining({ authorization: null })]);
  });

  it('that is over says so, once, and leaves a visitor', async () => {
    const onSignedOut = vi.fn();
    const over = { refreshSession: { __typename: 'SessionEnded', code: 'SESSION_ENDED', message: 'over' } };
    const { client } = shopThat(
      (one) => (isRefresh(one) ? json({ data: over }) : one.authorization ? expired() : me()),
      { onSignedOut },
    );
    await client.use({ accessToken: 'a1', refreshToken: 'r1' });

    await expect(client.request(ME, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' });
    expect(onSignedOut).toHaveBeenCalledOnce();
    expect(await client.request(ME, {})).toEqual({ me: { name: 'Ana' } });
  });

  it('is not over when nobody can tell', async () => {
    const onSignedOut = vi.fn();
    const { client } = shopThat((one) => (isRefresh(one) ? new TypeError('fetch failed') : expired()), {
      onSignedOut,
      retries: 0,
    });
    await client.use({ accessToken: 'a1', refreshToken: 'r1' });

    await expect(client.request(ME, {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(onSignedOut).not.toHaveBeenCalled();
  });
});

describe('a stream', () => {
  const collect = async (client: ReturnType<typeof makeShopClient>) => {
    const seen: unknown[] = [];
    for await (const { data, cursor } of client.subscribe(NEWS, {})) seen.push([data?.news, cursor]);
    return seen;
  };

  it('goes on behind the last whole event until the shop ends it', async () => {
    const { client, asked } = shopThat((_one, count) => {
      if (count === 1) return events(':\n\n', news(1), news(2), news(3).slice(0, -1));
      if (count === 2) return new TypeError('fetch failed');
      return events(news(3), END);
    });

    expect(await collect(client)).toEqual([
      [1, '1'],
      [2, '2'],
      [3, '3'],
    ]);
    expect(asked.map(({ lastEventId }) => lastEventId)).toEqual([null, '2', '2']);
  });

  it('that begins behind a place of its own goes on behind the last event', async () => {
    const { client, asked } = shopThat((_one, count) => (count === 1 ? events(news(8)) : events(news(9), END)));
    const since: Document<{ news: number }, { place: string }> = parse(
      'subscription ($place: ID) { news(after: $place) }',
    );

    for await (const _event of client.subscribe(since, { place: '7' }));

    expect(asked.map(({ variables }) => variables)).toEqual([{ place: '7' }, { place: '8' }]);
  });

  it('goes on with the next token when its own has ended', async () => {
    const ended = `event: next\ndata: ${JSON.stringify({ errors: [fault('UNAUTHENTICATED', 'TOKEN_EXPIRED')] })}\n\n`;
    const { client, asked } = shopThat((one) => {
      if (isRefresh(one)) return session(2);
      return one.authorization === 'Bearer a2' ? events(news(2), END) : events(news(1), ended, END);
    });
    await client.use({ accessToken: 'a1', refreshToken: 'r1' });

    expect(await collect(client)).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
    expect(asked.at(-1)).toMatchObject({ authorization: 'Bearer a2', lastEventId: '1' });
  });

  it.each([
    ['what will not pass', { errors: [fault('NOT_FOUND', 'ORDER_NOT_FOUND')] }, 'NOT_FOUND'],
    ['what a visitor may not see', { errors: [fault('UNAUTHENTICATED', 'SIGN_IN_REQUIRED')] }, 'UNAUTHENTICATED'],
  ])('ends with %s', async (_what, result, code) => {
    const { client, asked } = shopThat(() => events(`event: next\ndata: ${JSON.stringify(result)}\n\n`, END));
    await expect(collect(client)).rejects.toMatchObject({ code });
    expect(asked).toHaveLength(1);
  });

  it('goes on when the shop says that it will pass', async () => {
    const slow = `event: next\ndata: ${JSON.stringify({ errors: [fault('UNAVAILABLE', 'SUBSCRIBER_TOO_SLOW')] })}\n\n`;
    const { client } = shopThat((_one, count) => (count === 1 ? events(news(1), slow, END) : events(news(2), END)));
    expect(await collect(client)).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
  });

  it('that falls silent is opened again', async () => {
    const silent = ({ signal }: Asked) => {
      const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        controller.enqueue(new TextEncoder().encode(news(1)));
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      };
      return new Response(new ReadableStream({ start }), { headers: { 'content-type': 'text/event-stream' } });
    };
    const { client, asked } = shopThat((one, count) => (count === 1 ? silent(one) : events(news(2), END)), {
      silenceMs: 30,
    });
    expect(await collect(client)).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('is not silent while its reader is busy', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { client, asked } = shopThat(({ signal }) => {
      const pieces = [news(1), news(2), END].map((text) => new TextEncoder().encode(text));
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        const piece = pieces.shift();
        if (piece && !signal?.aborted) controller.enqueue(piece);
        else controller.error(signal?.reason);
      };
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), {
        headers: { 'content-type': 'text/event-stream' },
      });
    });
    const onInterrupted = vi.fn();

    for await (const { data } of client.subscribe(NEWS, {}, { onInterrupted })) {
      if (data?.news === 1) await vi.advanceTimersByTimeAsync(60_000);
    }

    expect(onInterrupted).not.toHaveBeenCalled();
    expect(asked).toHaveLength(1);
  });

  it('that nobody begins is asked for again', async () => {
    const { client, asked } = shopThat(
      (_one, count) => (count === 1 ? new Promise<never>(() => {}) : events(news(1), END)),
      { silenceMs: 30 },
    );
    expect(await collect(client)).toEqual([[1, '1']]);
    expect(asked).toHaveLength(2);
  });
});
