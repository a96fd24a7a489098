import { describe, expect, it } from 'vitest';
import { testKafka } from '#testing/kafka.ts';
import { bothTransports, keys, subscribed, topic, until, valuesOf } from '../testing/conformance.ts';
import { keysNamed, numbered } from '../testing/numbered.ts';
import { openForTest, Received } from '../testing/transportsUnderTest.ts';
import type { Message, Transport } from '../transport.ts';

describe.each(bothTransports(testKafka))('$name', ({ config: newConfig }) => {
  it('hands out every message, in order per key', async () => {
    const transport = await openForTest(newConfig());
    const received = new Received();
    const messages = numbered(topic, keys, 600);
    await subscribed(transport, 'readers', received.handle);

    for (let index = 0; index < messages.length; index += 30) {
      await transport.publish(messages.slice(index, index + 30));
    }

    await until(() => expect(received.distinct).toHaveLength(600));
    for (const key of keys) expect(received.of(key)).toEqual(valuesOf(messages.filter((each) => each.key === key)));
  });

  it('keeps the order of a large batch, and carries a few thousand messages with key, headers and time', async () => {
    const transport = await openForTest(newConfig());
    const received = new Received();
    const messages = numbered(topic, keys, 5_000).map((each) => ({ ...each, headers: { 'x-request-id': each.value } }));

    await transport.publish(messages);
    await subscribed(transport, 'readers', received.handle);

    await until(() => expect(received.distinct).toHaveLength(5_000));
    for (const key of keys) expect(received.of(key)).toEqual(valuesOf(messages.filter((each) => each.key === key)));
    expect(received.messages.every(({ value, headers }) => headers['x-request-id'] === value)).toBe(true);
    expect(received.messages.every(({ timestamp }) => Math.abs(Date.now() - timestamp.getTime()) < 60_000)).toBe(true);
  });

  it('keeps the order of a key when two processes publish at once', async () => {
    const config = newConfig();
    const [first, second] = [await openForTest(config), await openForTest(config)];
    const received = new Received();
    await subscribed(first, 'readers', received.handle);

    const publishAll = async (transport: Transport, messages: readonly Message[]) => {
      for (let at = 0; at < messages.length; at += 10) await transport.publish(messages.slice(at, at + 10));
    };
    const [mine, theirs] = [numbered(topic, ['mine', 'k1'], 200), numbered(topic, ['theirs', 'k2'], 200)];
    await Promise.all([publishAll(first, mine), publishAll(second, theirs)]);

    await until(() => expect(received.distinct).toHaveLength(400));
    for (const key of ['mine', 'theirs', 'k1', 'k2']) {
      expect(received.of(key)).toEqual(Array.from({ length: 100 }, (_, number) => `${key}#${number}`));
    }
  });

  it('carries ten thousand messages, each once where nothing fails', async () => {
    const transport = await openForTest(newConfig());
    const received = new Received();
    const many = keysNamed(500);
    await subscribed(transport, 'readers', received.handle, 50);

    for (let round = 0; round < 10; round += 1) await transport.publish(numbered(topic, many, 1_000, round * 2));

    await until(() => expect(received.distinct).toHaveLength(10_000));
    expect(received.messages).toHaveLength(10_000);
    const expected = (key: string) => Array.from({ length: 20 }, (_, number) => `${key}#${number}`);
    expect(many.filter((key) => received.of(key).join() !== expected(key).join())).toEqual([]);
  });

  it('handles messages of different keys side by side where it may, and those of one key in order', async () => {
    const transport = await openForTest(newConfig());
    const received = new Received();
    const running = new Set<string>();
    let most = 0;
    const overlaps: string[] = [];
    await subscribed(
      transport,
      'readers',
      async (message, delivery) => {
        if (running.has(message.key)) overlaps.push(message.value);
        running.add(message.key);
        most = Math.max(most, running.size);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(message.key);
        await received.handle(message, delivery);
      },
      8,
    );

    await transport.publish(numbered(topic, keysNamed(40), 800));

    await until(() => expect(received.distinct).toHaveLength(800));
    for (const key of keysNamed(40)) {
      expect(received.of(key)).toEqual(Array.from({ length: 20 }, (_, number) => `${key}#${number}`));
    }
    expect(overlaps).toEqual([]);
    expect(most).toBeGreaterThan(4);
  });
});
