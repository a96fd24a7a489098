import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { overHttp, overWebSocket } from '../testing/clients.ts';
import { feeds } from '../testing/feeds.ts';
import { gatewayOver, startReplica } from '../testing/gatewayOver.ts';
import { movingAddress } from '../testing/movingAddress.ts';
import { until } from '../testing/until.ts';

const WATCH = 'subscription ($behind: ID) { ticked(behind: $behind) { place number } }';
const SSE = 'text/event-stream';
const MULTIPART = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';

let shop: Awaited<ReturnType<typeof feeds>>;
let newer: Awaited<ReturnType<typeof gatewayOver>>;
let older: Awaited<ReturnType<typeof startReplica>>;
beforeAll(async () => {
  shop = await feeds();
  newer = await gatewayOver([shop.clock, shop.stations]);
});
afterAll(() => newer.stop());
beforeEach(async () => {
  older = await startReplica(newer.supergraphFile);
  shop.tick();
});
afterEach(async () => {
  await older.stop();
  await until(() => shop.followers() === 0);
});

/** The numbers that a stream has told so far, whatever it is framed in. */
const numbersIn = (received: readonly unknown[]) =>
  [
    ...received
      .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
      .join('')
      .matchAll(/"number":(\d+)/g),
  ].map(([, number]) => Number(number));

type Watching = { readonly received: readonly unknown[]; leave(): unknown };
type Watch = (url: string, behind?: string) => Promise<Watching>;

const ways: readonly [string, Watch][] = [
  [
    'WebSocket, by the argument',
    async (url, behind) => {
      const { received, client } = overWebSocket(url, { query: WATCH, variables: { behind: behind ?? null } });
      return { received, leave: () => client.dispose() };
    },
  ],
  ['server-sent events, by the argument', (url, behind) => overHttp(url, { query: WATCH, variables: { behind } }, SSE)],
  [
    'server-sent events, by Last-Event-ID',
    (url, behind) => overHttp(url, { query: WATCH }, SSE, behind === undefined ? {} : { 'last-event-id': behind }),
  ],
  [
    'server-sent events, where the argument goes before Last-Event-ID',
    (url, behind) =>
      overHttp(url, { query: WATCH, variables: { behind } }, SSE, behind ? { 'last-event-id': '1' } : {}),
  ],
  ['multipart, by the argument', (url, behind) => overHttp(url, { query: WATCH, variables: { behind } }, MULTIPART)],
];

describe('a rolling restart of the gateway', () => {
  it.each(ways)('loses nothing and tells nothing twice: %s', async (_way, watch) => {
    const before = await watch(older.url);
    await until(() => numbersIn(before.received).length === 1);
    shop.tick(2);
    await until(() => numbersIn(before.received).length === 3);
    const [first = 0] = numbersIn(before.received);

    await older.stop();
    shop.tick(2);
    const after = await watch(newer.url, String(first + 2));
    await until(() => numbersIn(after.received).length === 2);
    shop.tick();
    await until(() => numbersIn(after.received).length === 3);

    const told = [...numbersIn(before.received), ...numbersIn(after.received)];
    expect(told).toEqual([0, 1, 2, 3, 4, 5].map((more) => first + more));
    await after.leave();
  });

  it('is no end for a plain graphql-ws client: it comes again by itself and begins with what is now', async () => {
    const address = await movingAddress(older.port);
    const client = createClient({
      url: address.url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryWait: () => Promise.resolve(),
    });
    onTestFinished(() => void client.dispose());
    const received: unknown[] = [];
    const error = vi.fn();
    client.subscribe({ query: WATCH }, { next: (event) => received.push(event), error, complete: () => {} });
    await until(() => received.length === 1);

    address.moveTo(newer.port);
    await older.stop();
    await until(() => received.length === 2);
    shop.tick();
    await until(() => received.length === 3);

    const [first = 0] = numbersIn(received);
    expect(numbersIn(received)).toEqual([first, first, first + 1]);
    expect(error).not.toHaveBeenCalled();
    await client.dispose();
  });
});
