import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { startConsumer } from '../consumer.ts';
import { loggedIn, processOf, published, scopeForTest, sequencesOf } from '../testing/eventsUnderTest.ts';
import type { Transport } from '../transport/transport.ts';
import { DistantBell } from './distantBell.ts';
import { Lease, type LeaseRow } from './lease.ts';
import { makeOutbox } from './outbox.ts';
import { ensureOutbox, forgetOld, type OutboxRow, outboxCollections } from './outboxRows.ts';
import { startRelay } from './relay.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** `count` events for each user, a few users in a transaction. */
async function writeEvents(mongo: Mongo, users: readonly string[], count: number): Promise<void> {
  const outbox = makeOutbox(mongo);
  for (let round = 0; round < count; round += 1) {
    await mongo.transaction(() => outbox.append(users.map((user) => loggedIn(user))));
  }
}

const users = (count: number) => Array.from({ length: count }, () => randomUUID());

describe('the relay', () => {
  it('publishes what was written before it started, in order per aggregate', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    const people = users(250);
    await writeEvents(mongo, people, 10);

    await startRelay({ mongo, transport, name: 'users' }, scope);

    const messages = await published(transport, 'users.v1');
    await until(() => expect(messages).toHaveLength(2_500));
    const sequences = sequencesOf(messages);
    for (const person of people) expect(sequences[person]).toEqual(oneTo(10));
  });

  it('keeps published events for a while and publishes each once', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    await startRelay({ mongo, transport, name: 'users' }, scope);
    const messages = await published(transport, 'users.v1');
    const { rows } = outboxCollections(mongo);

    await writeEvents(mongo, users(3), 2);

    await until(async () => expect(await rows.countDocuments({ publishedAt: { $type: 'date' } })).toBe(6));
    expect(messages).toHaveLength(6);
  });

  it('forgets them after seven days, however many, and nothing that still waits', async () => {
    const { mongo } = await processOf(testMongo());
    const outbox = outboxCollections(mongo);
    await ensureOutbox(outbox);
    const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
    const row = (_id: string, state: Partial<OutboxRow>): OutboxRow => {
      return { _id, topic: 'users.v1', key: _id, sequence: 1, value: '', headers: {}, createdAt: longAgo, ...state };
    };
    const old = oneTo(2_500).map((nth) => row(`old ${nth}`, { publishedAt: longAgo }));
    const kept = [row('waits', { pending: true }), row('young', { publishedAt: new Date() })];
    await outbox.rows.insertMany([...kept.slice(0, 1), ...old, ...kept.slice(1)]);

    await forgetOld(outbox);

    expect((await outbox.rows.find().toArray()).map(({ _id }) => _id)).toEqual(['waits', 'young']);
  });

  it('publishes again what a killed relay had published but not marked, and consumers drop the repeat', async () => {
    const shop = testMongo();
    const [dying, living] = [await processOf(shop), await processOf(shop)];
    const reached = Promise.withResolvers<void>();
    const killedAfterPublish: Transport = {
      ...dying.transport,
      publish: async (messages) => {
        await dying.transport.publish(messages);
        reached.resolve();
        await new Promise(() => {}); // as if the process ended here: nothing is marked, the lease is not given back
      },
    };
    await startRelay({ mongo: dying.mongo, transport: killedAfterPublish, name: 'users' }, dying.scope);
    await writeEvents(dying.mongo, users(1), 1);
    await reached.promise;
    const effects = living.mongo.connection.collection<{ _id: string; count: number }>('effects');
    const handlers = {
      'users.v1': async ({ id }: { id: string }) => {
        const session = living.mongo.session();
        const once = { $inc: { count: 1 } };
        await effects.updateOne({ _id: id }, once, { upsert: true, ...(session && { session }) });
      },
    };
    const consumer = { transport: living.transport, name: 'counter', handlers, inbox: living.mongo };
    await startConsumer(consumer, living.scope);

    await startRelay({ mongo: living.mongo, transport: living.transport, name: 'users' }, living.scope);

    const messages = await published(living.transport, 'users.v1');
    await until(() => expect(messages).toHaveLength(2));
    await until(async () => expect(await effects.find().toArray()).toMatchObject([{ count: 1 }]));
  });

  it('works alone: of two at once one publishes, and the other takes over when it stops', async () => {
    const shop = testMongo();
    const [one, other] = [await processOf(shop), await processOf(shop)];
    const people = users(20);
    const messages = await published(one.transport, 'users.v1');
    const firstScope = scopeForTest();
    await startRelay({ mongo: one.mongo, transport: one.transport, name: 'users' }, firstScope);
    await startRelay({ mongo: other.mongo, transport: other.transport, name: 'users' }, other.scope);

    await Promise.all([writeEvents(one.mongo, people, 10), writeEvents(other.mongo, people, 10)]);
    await until(() => expect(messages).toHaveLength(400));
    await firstScope.stop();
    await writeEvents(other.mongo, people, 1);

    await until(() => expect(messages).toHaveLength(420));
    const sequences = sequencesOf(messages);
    for (const person of people) expect(sequences[person]).toEqual(oneTo(21));
  });

  it('waits for a transport that is away, says so, and goes on in order', async () => {
    const { mongo, transport, scope } = await processOf(testMongo());
    const [person = ''] = users(1);
    let isAway = true;
    const flaky: Transport = {
      ...transport,
      publish: (messages) =>
        isAway
          ? Promise.reject(new AppError('UNAVAILABLE', 'TRANSPORT_UNAVAILABLE', 'away'))
          : transport.publish(messages),
    };
    await startRelay({ mongo, transport: flaky, name: 'users' }, scope);
    await writeEvents(mongo, [person], 3);
    await until(() => expect(scope.health.report().parts['outbox']).toContain('away'));

    isAway = false;

    const messages = await published(transport, 'users.v1');
    await until(() => expect(sequencesOf(messages)).toEqual({ [person]: [1, 2, 3] }));
    await until(() => expect(scope.health.report().parts['outbox']).toBe('up'));
  });

  it('publishes what other processes write too, in order per aggregate whoever wrote', async () => {
    const shop = testMongo();
    const [own, other] = [await processOf(shop), await processOf(shop)];
    await startRelay({ mongo: own.mongo, transport: own.transport, name: 'users' }, own.scope);
    const messages = await published(own.transport, 'users.v1');
    const [person, stranger] = [randomUUID(), randomUUID()];

    for (let round = 0; round < 20; round += 1) {
      await writeEvents(other.mongo, [person, stranger], 1);
      await writeEvents(own.mongo, [person], 1);
    }

    await until(() => expect(messages).toHaveLength(60));
    expect(sequencesOf(messages)).toEqual({ [person]: oneTo(40), [stranger]: oneTo(20) });
  });

  it('is rung for what its process has not the lease to publish', async () => {
    const shop = testMongo();
    const [working, idle] = [await processOf(shop), await processOf(shop)];
    await startRelay({ mongo: working.mongo, transport: working.transport, name: 'users' }, working.scope);
    const messages = await published(working.transport, 'users.v1');
    await writeEvents(working.mongo, users(1), 1);
    await until(() => expect(messages).toHaveLength(1));
    const heard = new DistantBell(working.mongo, 'relay');
    expect(await heard.wasRung()).toBe(false);
    await startRelay({ mongo: idle.mongo, transport: idle.transport, name: 'users' }, idle.scope);

    await writeEvents(idle.mongo, users(1), 1);

    await until(async () => expect(await heard.wasRung()).toBe(true));
    await until(() => expect(messages).toHaveLength(2));
    await writeEvents(working.mongo, users(1), 1);
    await until(() => expect(messages).toHaveLength(3));
    expect(await heard.wasRung()).toBe(false);
  });

  it('publishes what is left when it stops', async () => {
    const { mongo, transport } = await processOf(testMongo());
    const scope = scopeForTest();
    await startRelay({ mongo, transport, name: 'users' }, scope);
    await writeEvents(mongo, users(5), 4);

    await scope.stop();

    expect(await published(transport, 'users.v1')).toHaveLength(20);
  });
});

describe('the lease', () => {
  it('has one holder, and the old one of an expired lease can not write any more', async () => {
    const { mongo } = await processOf(testMongo());
    const leases = mongo.connection.getClient().db(mongo.connection.name).collection<LeaseRow>('leases');
    const [one, other] = [
      new Lease({ leases, name: 'relay', holdMs: 300 }),
      new Lease({ leases, name: 'relay', holdMs: 300 }),
    ];
    await Promise.all([one.prepare(), other.prepare()]);

    expect(await one.hold()).toBe(true);
    expect(await other.hold()).toBe(false);
    await until(async () => expect(await other.hold()).toBe(true));

    expect(await one.prolong()).toBe(false);
    expect(await one.hold()).toBe(false);
  });

  it('is free at once when it is given back', async () => {
    const { mongo } = await processOf(testMongo());
    const leases = mongo.connection.getClient().db(mongo.connection.name).collection<LeaseRow>('leases');
    const [one, other] = [
      new Lease({ leases, name: 'relay', holdMs: 60_000 }),
      new Lease({ leases, name: 'relay', holdMs: 60_000 }),
    ];
    await Promise.all([one.prepare(), other.prepare()]);
    await one.hold();

    await one.release();

    expect(await other.hold()).toBe(true);
  });
});
