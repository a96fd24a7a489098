import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BroadcastOptions, DeliveredMessage, Subscription } from '#events/transport/transport.ts';
import { AppError } from '#kernel/errors.ts';
import { type Batch, EventFeed } from './eventFeed.ts';

/** A transport that tells of what the test says; `before` is what was published already. */
function fakeTransport(before: readonly DeliveredMessage[] = []) {
  const open = new Set<BroadcastOptions>();
  return {
    open,
    broadcast: async (options: BroadcastOptions): Promise<Subscription> => {
      open.add(options);
      for (const message of before) await tell(options, message);
      return {
        pause: () => undefined,
        resume: () => undefined,
        stop: async () => void open.delete(options),
        health: () => 'up',
      };
    },
    publish: async (...messages: DeliveredMessage[]) => {
      for (const message of messages) for (const options of open) await tell(options, message);
    },
  };
}

const tell = (options: BroadcastOptions, message: DeliveredMessage) =>
  options.handle(message, { signal: new AbortController().signal });

const paid = (offset: number, over: Partial<DeliveredMessage> = {}): DeliveredMessage => ({
  topic: 'orders.v1',
  key: 'o1',
  partition: 0,
  offset: String(offset),
  timestamp: new Date(Date.UTC(2030, 0, 1, 12, 0, 0, offset)),
  headers: { 'x-request-id': 'r1' },
  value: JSON.stringify({
    type: 'OrderPaid',
    id: `e${offset}`,
    occurredAt: '2030-01-01T12:00:00.000Z',
    sequence: 1,
    data: { orderId: 'o1' },
  }),
  ...over,
});

let batches: Batch[];
beforeEach(() => {
  batches = [];
});
const collect = (batch: Batch) => void batches.push(batch);
const offsets = () => batches.flatMap(({ events }) => events.map(({ offset }) => Number(offset)));

describe('the feed of events', () => {
  it('tells of the latest first, in the order of their time, then of all that come', async () => {
    const transport = fakeTransport([paid(2), paid(3), paid(1)]);
    const feed = new EventFeed(transport);

    await feed.watch(collect);
    await transport.publish(paid(4));

    await vi.waitFor(() => expect(offsets()).toEqual([1, 2, 3, 4]));
    expect(batches[0]?.events[0]).toEqual({
      topic: 'orders.v1',
      partition: 0,
      offset: '1',
      key: 'o1',
      publishedAt: '2030-01-01T12:00:00.001Z',
      requestId: 'r1',
      isReplayed: false,
      event: {
        type: 'OrderPaid',
        id: 'e1',
        occurredAt: '2030-01-01T12:00:00.000Z',
        sequence: 1,
        data: { orderId: 'o1' },
      },
      unreadable: null,
    });
  });

  it('shows what can not be read as it came, and what comes for one consumer alone', async () => {
    const transport = fakeTransport([
      paid(1, { value: '{' }),
      paid(2, { headers: { 'dead-letter-replay-for': 'email' } }),
    ]);

    await new EventFeed(transport).watch(collect);

    const [first, second] = batches[0]?.events ?? [];
    expect(first).toMatchObject({ event: null, unreadable: '{', requestId: 'r1' });
    expect(second).toMatchObject({ isReplayed: true, unreadable: null });
  });

  it('reads nothing while nobody looks', async () => {
    const transport = fakeTransport();
    const feed = new EventFeed(transport);
    expect(transport.open.size).toBe(0);

    const [first, second] = await Promise.all([feed.watch(collect), feed.watch(collect)]);
    expect(transport.open.size).toBe(1);
    await first();
    expect(transport.open.size).toBe(1);
    await second();

    expect(transport.open.size).toBe(0);
    expect(feed.health()).toBe('nobody looks');
  });

  it('whoever comes later sees what came before once', async () => {
    const transport = fakeTransport();
    const feed = new EventFeed(transport);
    await feed.watch(() => undefined);
    await transport.publish(paid(1), paid(2));

    await feed.watch(collect);
    await transport.publish(paid(3));

    await vi.waitFor(() => expect(offsets()).toEqual([1, 2, 3]));
  });

  it('of a flood it tells the latest, and how many passed by', async () => {
    const transport = fakeTransport();
    const feed = new EventFeed(transport);
    await feed.watch(collect);

    await transport.publish(...Array.from({ length: 250 }, (_, offset) => paid(offset)));

    await vi.waitFor(() => expect(offsets()).toHaveLength(200));
    expect(batches.map(({ skipped }) => skipped)).toEqual([0, 50]);
    expect(offsets().at(-1)).toBe(249);
  });

  it('is tried anew by whoever comes after it could not be had', async () => {
    const transport = fakeTransport();
    const away = new AppError('UNAVAILABLE', 'TRANSPORT_UNAVAILABLE', 'no broker answers');
    const broadcast = vi.fn(transport.broadcast).mockRejectedValueOnce(away);
    const feed = new EventFeed({ broadcast });

    await expect(feed.watch(collect)).rejects.toBe(away);
    const leave = await feed.watch(collect);
    await leave();

    expect(transport.open.size).toBe(0);
  });
});
