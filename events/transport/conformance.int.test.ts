import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import { handleAndDie } from './testing/killedMember.ts';
import { keysNamed, numbered } from './testing/numbered.ts';
import { configFor, openForTest, Received } from './testing/transportsUnderTest.ts';
import type { Handler, Message, Subscription, Transport } from './transport.ts';

const transports = [
  { name: 'the embedded log', config: () => configFor(testMongo()) },
  { name: 'Kafka', config: () => configFor(testMongo(), testKafka()) },
];
const topic = 'orders.v1';
const keys = keysNamed(12);
const eventually = { timeout: 20_000, interval: 20 };

const until = (check: () => unknown) => vi.waitFor(check, eventually);

/** Stopped at the end of the test if it was not before. */
async function subscribed(transport: Transport, group: string, handle: Handler): Promise<Subscription> {
  const subscription = await transport.subscribe({ group, topics: [topic], handle });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= subscription.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { ...bound(subscription), stop };
}

async function broadcasting(transport: Transport, received: Received, since?: Date): Promise<void> {
  const options = { topics: [topic], handle: received.handle };
  const subscription = await transport.broadcast(since ? { ...options, since } : options);
  onTestFinished(() => subscription.stop());
}

const bound = (subscription: Subscription) => ({
  pause: () => subscription.pause(),
  resume: () => subscription.resume(),
  health: () => subscription.health(),
});

const valuesOf = (messages: readonly Message[]) => messages.map(({ value }) => value);
const sorted = (values: Iterable<string>) => [...values].toSorted();

describe.each(transports)('$name', ({ config: newConfig }) => {
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

  it('is ready for several processes that start at the same moment on a fresh server', async () => {
    const config = newConfig();
    const start = async (index: number) => {
      const transport = await openForTest(config);
      const [shared, all] = [new Received(), new Received()];
      await Promise.all([
        subscribed(transport, `readers-${index}`, shared.handle),
        broadcasting(transport, all, new Date(0)),
        transport.publish(numbered(topic, [`k${index}`], 5)),
      ]);
      return [shared, all];
    };

    const received = (await Promise.all([0, 1, 2, 3].map(start))).flat();

    await until(() => expect(received.map(({ distinct }) => distinct.length)).toEqual(Array(8).fill(20)));
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

  it('begins with the oldest message in a new group, and goes on where it had stopped in a known one', async () => {
    const config = newConfig();
    const transport = await openForTest(config);
    const [before, after] = [new Received(), new Received()];
    await transport.publish(numbered(topic, keys, 60));
    const first = await subscribed(transport, 'readers', before.handle);
    await until(() => expect(before.distinct).toHaveLength(60));

    await first.stop();
    await transport.publish(numbered(topic, keys, 24, 100));
    await subscribed(await openForTest(config), 'readers', after.handle);

    await until(() => expect(after.messages.length).toBeGreaterThanOrEqual(24));
    expect(sorted(after.values)).toEqual(sorted(valuesOf(numbered(topic, keys, 24, 100))));
  });

  it('repeats what a killed process had not finished', async () => {
    const config = newConfig();
    const transport = await openForTest(config);
    const messages = numbered(topic, keys, 240);
    await transport.publish(messages);

    const handled = await handleAndDie({ config, group: 'readers', topic, hangAfter: 100 });
    const received = new Received();
    await subscribed(transport, 'readers', received.handle);

    await until(() => expect(new Set([...handled, ...received.values]).size).toBe(240));
    for (const key of keys) {
      const own = received.of(key);
      expect(own).toEqual(valuesOf(messages.filter((each) => each.key === key)).slice(-own.length || 240));
    }
  });

  it('shares the messages among the members of a group, and gives those of a leaver to the others', async () => {
    const config = newConfig();
    const [one, other] = [await openForTest(config), await openForTest(config)];
    const [mine, theirs] = [new Received(), new Received()];
    const first = await subscribed(one, 'readers', mine.handle);
    await subscribed(other, 'readers', theirs.handle);

    let round = 0;
    const publishRound = async () => {
      await one.publish(numbered(topic, keys, 12, round));
      round += 1;
    };
    await until(async () => {
      await publishRound();
      expect(mine.messages.length).toBeGreaterThan(0);
      expect(theirs.messages.length).toBeGreaterThan(0);
    });
    await first.stop();
    const left = mine.messages.length;
    await publishRound();

    await until(() => {
      const everything = [...mine.values, ...theirs.values];
      expect(new Set(everything).size).toBe(round * 12);
      for (const key of keys) expect(theirs.of(key)).toContain(`${key}#${round - 1}`);
    });
    expect(mine.messages).toHaveLength(left);
  });

  it('gives every instance every message that is broadcast, from now on', async () => {
    const config = newConfig();
    const [one, other] = [await openForTest(config), await openForTest(config)];
    const [mine, theirs] = [new Received(), new Received()];
    await one.publish(numbered(topic, ['old'], 10));
    await broadcasting(one, mine);
    await broadcasting(other, theirs);

    await one.publish(numbered(topic, keys, 24));

    const expected = sorted(valuesOf(numbered(topic, keys, 24)));
    await until(() => expect([sorted(mine.values), sorted(theirs.values)]).toEqual([expected, expected]));
  });

  it('has caught up when a broadcast since a time begins', async () => {
    const transport = await openForTest(newConfig());
    const received = new Received();
    await transport.publish(numbered(topic, keys, 24));
    const before = Date.now();
    await until(() => expect(Date.now()).toBeGreaterThan(before + 1));
    const since = new Date();
    await transport.publish(numbered(topic, keys, 24, 100));

    await broadcasting(transport, received, since);

    expect(sorted(received.values)).toEqual(sorted(valuesOf(numbered(topic, keys, 24, 100))));
    await transport.publish(numbered(topic, ['k0'], 1, 200));
    await until(() => expect(received.values).toContain('k0#200'));
  });

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
});
