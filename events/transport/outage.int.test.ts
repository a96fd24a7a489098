import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { runKafka } from '#tools/kafka/runKafka.ts';
import { findMongod } from '#tools/mongod/findMongod.ts';
import { runMongod } from '#tools/mongod/runMongod.ts';
import { freePort } from '#tools/processes/ports.ts';
import { openTransport, type TransportConfig } from './open.ts';
import { keysNamed, numbered } from './testing/numbered.ts';
import { openForTest, Received } from './testing/transportsUnderTest.ts';

type Server = { stop(): Promise<unknown>; dispose?(): Promise<unknown> };
type Place = { dir: string; port: number };

const silent = () => undefined;
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 100 });
const base = { DATABASE_PREFIX: 'outage', STARTUP_TIMEOUT_MS: 10_000, TOPIC_PREFIX: '' };

const servers = [
  {
    name: 'the embedded log',
    run: async (place: Place): Promise<Server> =>
      runMongod({ binary: await findMongod(process.env, silent), ...place, say: silent }),
    config: ({ port }: Place) => ({ ...base, MONGODB_URI: `mongodb://127.0.0.1:${port}/?directConnection=true` }),
  },
  {
    name: 'Kafka',
    run: (place: Place): Promise<Server> => runKafka({ ...place, env: process.env, say: silent }),
    config: ({ port }: Place) => ({ ...base, MONGODB_URI: 'mongodb://unused', KAFKA_BROKERS: `127.0.0.1:${port}` }),
  },
];

/** A server of the test's own, which it may stop and start. */
async function startServer(run: (place: Place) => Promise<Server>) {
  const place = { dir: await mkdtemp(join(tmpdir(), 'bazaar-outage-')), port: await freePort() };
  onTestFinished(() => rm(place.dir, { recursive: true, force: true }));
  let running = await run(place);
  onTestFinished(async () => {
    await running.stop();
    await running.dispose?.();
  });
  return {
    place,
    stop: () => running.stop(),
    start: async () => {
      running = await run(place);
    },
  };
}

describe.each(servers)('when the server of $name goes away and comes back', ({ run, config: configAt }) => {
  it('refuses to publish meanwhile, says that it is not well, and then misses nothing', async () => {
    const server = await startServer(run);
    const config: TransportConfig = configAt(server.place);
    const transport = await openForTest(config);
    const [shared, all] = [new Received(), new Received()];
    const topics = ['orders.v1'];
    const group = await transport.subscribe({ group: 'readers', topics, handle: shared.handle });
    const live = await transport.broadcast({ topics, handle: all.handle });
    onTestFinished(async () => void (await Promise.all([group.stop(), live.stop()])));
    const keys = keysNamed(8);
    await transport.publish(numbered('orders.v1', keys, 16));
    await until(() => expect([shared.messages.length, all.messages.length]).toEqual([16, 16]));

    await server.stop();
    await expect(transport.publish(numbered('orders.v1', ['lost'], 1))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'TRANSPORT_UNAVAILABLE',
    });
    await until(() => expect([transport.health(), group.health()]).not.toContain('up'));
    await server.start();
    // Before anything is sent: there may be nothing more to send.
    await until(() => expect(transport.health()).toBe('up'));
    await until(() => transport.publish(numbered('orders.v1', keys, 16, 100)));

    const expected = numbered('orders.v1', keys, 16, 100).map(({ value }) => value);
    await until(() => {
      expect(shared.values).toEqual(expect.arrayContaining(expected));
      expect(all.values).toEqual(expect.arrayContaining(expected));
      expect([transport.health(), group.health(), live.health()]).toEqual(['up', 'up', 'up']);
    });
  }, 180_000);
});

describe('opening a transport', () => {
  it('names the variable when no Kafka answers', async () => {
    const config = { ...base, STARTUP_TIMEOUT_MS: 0, MONGODB_URI: 'mongodb://unused', KAFKA_BROKERS: '127.0.0.1:1' };
    const scope = testScope();
    onTestFinished(() => scope.stop());

    await expect(openTransport(config, { name: 'test' }, scope)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'KAFKA_UNREACHABLE',
      message: expect.stringContaining('KAFKA_BROKERS'),
    });
  });
});
