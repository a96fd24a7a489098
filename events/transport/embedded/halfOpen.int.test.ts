import { expect, it, onTestFinished, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { startProxy } from '#tools/campaign/world/proxy.ts';
import { numbered } from '../testing/numbered.ts';
import { configFor, openForTest, Received } from '../testing/transportsUnderTest.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 100 });
const topic = 'orders.v1';

it('a member whose connection is half open says so, begins nothing any more, and comes back', async () => {
  const config = configFor(testMongo());
  const { hostname, port } = new URL(config.MONGODB_URI);
  const link = await startProxy({ name: 'mongod', port: Number(port) });
  onTestFinished(() => link.close());
  const through = `mongodb://${hostname}:${link.port}/?directConnection=true`;
  const [near, far] = [await openForTest(config), await openForTest({ ...config, MONGODB_URI: through })];
  const received = new Received();
  let begun = 0;
  const stuck = Promise.withResolvers<void>();
  const group = await far.subscribe({
    group: 'readers',
    topics: [topic],
    handle: async (message, delivery) => {
      begun += 1;
      if (begun === 1) await stuck.promise;
      await received.handle(message, delivery);
    },
  });
  onTestFinished(() => group.stop());
  await near.publish(numbered(topic, ['one key'], 3));
  await until(() => expect(begun).toBe(1));

  link.stall();
  await until(() => expect([group.health(), far.health()]).not.toContain('up'));
  const another = new Received();
  const other = await near.subscribe({ group: 'readers', topics: [topic], handle: another.handle });
  await until(() => expect(another.distinct).toHaveLength(3));
  stuck.resolve();
  await until(() => expect(received.values).toHaveLength(1));
  expect(begun).toBe(1);

  link.heal();
  await until(() => expect([group.health(), far.health()]).toEqual(['up', 'up']));
  await other.stop();
  await near.publish(numbered(topic, ['one key'], 1, 3));
  await until(() => expect(received.values).toContain('one key#3'));
}, 90_000);
