import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { testKafka } from '#testing/kafka.ts';
import {
  bothTransports,
  broadcasting,
  keys,
  sorted,
  subscribed,
  topic,
  until,
  valuesOf,
} from '../testing/conformance.ts';
import { keysNamed, numbered } from '../testing/numbered.ts';
import { openForTest, Received } from '../testing/transportsUnderTest.ts';
import type { Handler } from '../transport.ts';

const HEAVY = { count: 2_000, batch: 100, bytes: 10_000 } as const;
const heavy = (number: number) => String(number).padStart(HEAVY.bytes, '0');

/** What the process holds on to: without what only waits to be collected. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

describe.each(bothTransports(testKafka))('$name', ({ config: newConfig }) => {
  it('hands a failed message out again before the ones behind it, while other partitions flow', async () => {
    const transport = await openForTest(newConfig());
    const received = new Received();
    let failures = 0;
    let healed = false;
    await subscribed(transport, 'readers', async (message, delivery) => {
      if (message.key === 'k0' && !healed) {
        failures += 1;
        throw new Error('not now');
      }
      await received.handle(message, delivery);
    });

    await transport.publish(numbered(topic, keysNamed(40), 240));

    await until(() => {
      expect(failures).toBeGreaterThan(1);
      expect(new Set(received.messages.map(({ partition }) => partition)).size).toBe(3);
    });
    expect(received.of('k0')).toEqual([]);
    healed = true;

    await until(() => expect(received.distinct).toHaveLength(240));
    expect(received.of('k0')).toEqual(Array.from({ length: 6 }, (_, number) => `k0#${number}`));
  });

  it('keeps a message that takes longer than a dead member would be waited for', async () => {
    const config = newConfig();
    const transport = await openForTest(config);
    const [slow, others] = [new Received(), new Received()];
    const release = Promise.withResolvers<void>();
    await subscribed(transport, 'readers', async (message, delivery) => {
      if (message.key === 'slow') await release.promise;
      await slow.handle(message, delivery);
    });
    await transport.publish(numbered(topic, ['slow'], 1));

    const startedAt = Date.now();
    await until(async () => {
      await transport.publish(numbered(topic, ['k1', 'k2', 'k3'], 3, Date.now()));
      expect(Date.now() - startedAt).toBeGreaterThan(8_000);
    });
    release.resolve();

    await until(() => expect(slow.of('slow')).toEqual(['slow#0']));
    expect(others.messages).toEqual([]);
    expect(slow.values).toEqual([...new Set(slow.values)]);
  }, 40_000);

  it('pauses and resumes', async () => {
    const transport = await openForTest(newConfig());
    const [received, witness] = [new Received(), new Received()];
    const subscription = await subscribed(transport, 'readers', received.handle);
    await broadcasting(transport, witness);

    subscription.pause();
    await transport.publish(numbered(topic, keys, 60));
    await until(() => expect(witness.distinct).toHaveLength(60));
    expect(received.messages).toEqual([]);
    subscription.resume();

    await until(() => expect(received.distinct).toHaveLength(60));
  });

  it('lets the running handler end when it stops, and repeats nothing that was done', async () => {
    const config = newConfig();
    const transport = await openForTest(config);
    const [before, after] = [new Received(), new Received()];
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const subscription = await subscribed(transport, 'readers', async (message, delivery) => {
      if (message.value === 'k0#3') {
        started.resolve();
        await release.promise;
      }
      await before.handle(message, delivery);
    });
    await transport.publish(numbered(topic, ['k0'], 20));
    await started.promise;

    const stopped = subscription.stop();
    release.resolve();
    await stopped;
    await subscribed(await openForTest(config), 'readers', after.handle);

    expect(before.values).toEqual(['k0#0', 'k0#1', 'k0#2', 'k0#3']);
    await until(() => expect(after.distinct).toHaveLength(16));
    expect(after.values[0]).toBe('k0#4');
  });

  it('tells a waiting handler that its subscription stops', async () => {
    const transport = await openForTest(newConfig());
    const started = Promise.withResolvers<void>();
    const subscription = await subscribed(transport, 'readers', async (_message, { signal }) => {
      started.resolve();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await transport.publish(numbered(topic, ['k0'], 1));
    await started.promise;

    await expect(subscription.stop()).resolves.toBeUndefined();
  });

  it('is healthy while it works', async () => {
    const transport = await openForTest(newConfig());
    const subscription = await subscribed(transport, 'readers', new Received().handle);
    await transport.publish(numbered(topic, ['k0'], 1));

    expect([transport.health(), subscription.health()]).toEqual(['up', 'up']);
  });

  it('repeats nothing after a stop in the midst of many that are handled side by side', async () => {
    const config = newConfig();
    const transport = await openForTest(config);
    const [before, after] = [new Received(), new Received()];
    const slowly: Handler = async (message, delivery) => {
      await new Promise((resolve) => setTimeout(resolve, Number(message.offset) % 7));
      await before.handle(message, delivery);
    };
    const subscription = await subscribed(transport, 'readers', slowly, 16);
    const messages = numbered(topic, keysNamed(60), 600);
    await transport.publish(messages);
    await until(() => expect(before.messages.length).toBeGreaterThan(50));

    await subscription.stop();
    const rest = 600 - before.messages.length;
    await subscribed(await openForTest(config), 'readers', after.handle);

    await until(() => expect(after.messages.length).toBeGreaterThanOrEqual(rest));
    expect(sorted([...before.values, ...after.values])).toEqual(sorted(valuesOf(messages)));
  });

  it('keeps little in memory while a handler does not get on', async () => {
    const transport = await openForTest(newConfig());
    const release = Promise.withResolvers<void>();
    let witnessed = 0;
    await subscribed(transport, 'slow', async () => release.promise);
    await subscribed(transport, 'witness', async () => {
      witnessed += 1;
    });
    const before = heldBytes();

    for (let at = 0; at < HEAVY.count; at += HEAVY.batch) {
      const some = numbered(topic, ['k0'], HEAVY.batch, at).map((each) => ({ ...each, value: heavy(at) }));
      await transport.publish(some);
    }

    await until(() => expect(witnessed).toBe(HEAVY.count));
    expect(heldBytes() - before).toBeLessThan((HEAVY.count * HEAVY.bytes) / 2);
    release.resolve();
  });
});
