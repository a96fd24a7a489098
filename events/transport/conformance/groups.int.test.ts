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
import { handleAndDie } from '../testing/killedMember.ts';
import { numbered } from '../testing/numbered.ts';
import { openForTest, Received } from '../testing/transportsUnderTest.ts';

describe.each(bothTransports(testKafka))('$name', ({ config: newConfig }) => {
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

  it('loses nothing while members come and go, and keeps the order of each key', async () => {
    const config = newConfig();
    const transport = await openForTest(config);
    const received = new Received();
    await subscribed(transport, 'readers', received.handle);
    const messages = numbered(topic, keys, 240);

    for (let at = 0; at < messages.length; at += 60) {
      const passing = await subscribed(await openForTest(config), 'readers', received.handle);
      await transport.publish(messages.slice(at, at + 60));
      await until(() => expect(received.distinct.length).toBeGreaterThan(at));
      await passing.stop();
    }

    await until(() => expect(received.distinct).toHaveLength(240));
    for (const key of keys) expect(received.of(key)).toEqual(valuesOf(messages.filter((each) => each.key === key)));
  });
});
