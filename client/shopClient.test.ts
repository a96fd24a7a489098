import { parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import type { Document } from './documents.ts';
import { memoryStore } from './session.ts';
import { expired, fault, isRefresh, json, session, shopThat } from './testing/shopThat.ts';

type Nothing = Record<string, never>;
const ME: Document<{ me: { name: string } | null }, Nothing> = parse('query Me { me { name } }');
const LEAVE: Document<{ leave: boolean }, Nothing> = parse('mutation Leave { leave }');
const me = json.bind(undefined, { data: { me: { name: 'Ana' } } });

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

  it('that ended in another window is over in this one, too', async () => {
    const store = memoryStore();
    const [first, second] = [vi.fn(), vi.fn()];
    const here = shopThat(() => expired(), { store, onSignedOut: first });
    // While this window asks, the other one signs out.
    const there = shopThat(
      () => {
        store.save(undefined);
        return expired();
      },
      { store, onSignedOut: second },
    );
    await here.client.use({ accessToken: 'a1', refreshToken: 'r1' });

    const asking = Promise.allSettled([there.client.request(ME, {}), there.client.request(LEAVE, {})]);

    expect((await asking).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(second).toHaveBeenCalledOnce();
    expect(first).not.toHaveBeenCalled();
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
