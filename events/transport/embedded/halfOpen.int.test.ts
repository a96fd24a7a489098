import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { startProxy } from '#tools/campaign/world/proxy.ts';
import { keysNamed, numbered } from '../testing/numbered.ts';
import { configFor, openForTest, Received } from '../testing/transportsUnderTest.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 100 });
const topic = 'orders.v1';
/** Several times as long as a member waits between two questions. */
const STALLED_MS = 6_000;

/** Two processes of a shop, one of them beyond a link. */
async function acrossALink() {
  const config = configFor(testMongo());
  const { hostname, port } = new URL(config.MONGODB_URI);
  const link = await startProxy({ name: 'mongod', port: Number(port) });
  onTestFinished(() => link.close());
  const through = `mongodb://${hostname}:${link.port}/?directConnection=true`;
  return { link, near: await openForTest(config), far: await openForTest({ ...config, MONGODB_URI: through }) };
}

it('a member whose connection is half open says so, begins nothing any more, and comes back', async () => {
  const { link, near, far } = await acrossALink();
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

it('a member without others has each partition once, however many of its questions were answered together', async () => {
  const { link, near, far } = await acrossALink();
  const received = new Received();
  const group = await far.subscribe({ group: 'readers', topics: [topic], handle: received.handle });
  onTestFinished(() => group.stop());
  const keys = keysNamed(40);
  await near.publish(numbered(topic, keys, 40));
  await until(() => expect(received.values).toHaveLength(40));

  link.stall();
  await until(() => expect(group.health()).not.toBe('up'));
  await pause(STALLED_MS);
  link.heal();
  await until(() => expect([group.health(), far.health()]).toEqual(['up', 'up']));

  for (const round of [1, 2, 3]) {
    await near.publish(numbered(topic, keys, 40, round));
    await until(() => expect(received.distinct).toHaveLength(40 * (round + 1)));
  }
  // Of what was done before, the position may not have been committed.
  expect(received.values.slice(-120).toSorted()).toEqual([...new Set(received.values.slice(-120))].toSorted());
}, 90_000);
