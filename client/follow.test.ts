import { parse } from 'graphql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Document } from './documents.ts';
import type { ShopClient } from './shopClient.ts';
import { type Asked, fault, isRefresh, session, shopThat } from './testing/shopThat.ts';

const NEWS: Document<{ news: number }, Record<string, never>> = parse('subscription News { news }');

const events = (...blocks: string[]) =>
  new Response(blocks.join(''), { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });

const news = (number: number) => `id: ${number}\nevent: next\ndata: ${JSON.stringify({ data: { news: number } })}\n\n`;
const END = 'event: complete\ndata:\n\n';

describe('a stream', () => {
  const collect = async (client: ShopClient) => {
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
