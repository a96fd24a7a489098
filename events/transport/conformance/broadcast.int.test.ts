import { describe, expect, it } from 'vitest';
import { testKafka } from '#testing/kafka.ts';
import { bothTransports, broadcasting, keys, sorted, topic, until, valuesOf } from '../testing/conformance.ts';
import { numbered } from '../testing/numbered.ts';
import { openForTest, Received } from '../testing/transportsUnderTest.ts';

describe.each(bothTransports(testKafka))('$name', ({ config: newConfig }) => {
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
});
