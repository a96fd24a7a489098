import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { currentCausationId, currentRequestId, currentTraceparent } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { startConsumer } from './consumer.ts';
import type { EventOf } from './contracts/registry.ts';
import { loginMessage, processOf, published, scopeForTest } from './testing/eventsUnderTest.ts';
import { partitionFor } from './transport/embedded/logRows.ts';

type Login = EventOf<'users.v1'>;
type Handle = (event: Login) => Promise<void>;

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const placeOf = (key: string) => partitionFor({ topic: 'users.v1', key });
const users = (count: number) => Array.from({ length: count }, () => randomUUID());

/** An effect in the database: one more for this event. Joins the surrounding transaction. */
const countEffect = async ({ connection, session }: Mongo, { id }: Login) => {
  const running = session();
  const options = { upsert: true, ...(running && { session: running }) };
  await connection.collection<{ _id: string }>('effects').updateOne({ _id: id }, { $inc: { count: 1 } }, options);
};

const effectsOf = async ({ connection }: Mongo): Promise<number[]> =>
  (await connection.collection('effects').find().toArray()).map(({ count }) => Number(count));

/** A consumer `logins` in a process of its own. */
async function consuming(shop: ReturnType<typeof testMongo>, handle: Handle, { withInbox = false } = {}) {
  const { mongo, transport, scope } = await processOf(shop);
  const consumerScope = scopeForTest();
  const inbox = withInbox ? { inbox: mongo } : {};
  await startConsumer({ transport, name: 'logins', handlers: { 'users.v1': handle }, ...inbox }, consumerScope);
  return { mongo, transport, scope, stop: () => consumerScope.stop() };
}

describe('a consumer with an inbox', () => {
  it('has the effect of an event once, however often it is delivered', async () => {
    const shop = testMongo();
    const { mongo, transport } = await consuming(shop, (event) => countEffect(mongo, event), { withInbox: true });
    const [user = ''] = users(1);
    const message = loginMessage(user, 1);

    await transport.publish([message, message]);
    await transport.publish([message, loginMessage(user, 2)]);

    await until(async () => expect(await effectsOf(mongo)).toEqual([1, 1]));
  });

  it('leaves no effect of a handler that fails after it', async () => {
    const shop = testMongo();
    let failures = 0;
    const { mongo, transport } = await consuming(
      shop,
      async (event) => {
        await countEffect(mongo, event);
        failures += 1;
        if (failures < 4) throw new Error('after the effect');
      },
      { withInbox: true },
    );

    await transport.publish([loginMessage(randomUUID(), 1)]);

    await until(async () => expect(await effectsOf(mongo)).toEqual([1]));
    expect(failures).toBe(4);
  });

  it('does not take a duplicate key of the effect itself for a repeat', async () => {
    const shop = testMongo();
    const { mongo, transport } = await consuming(
      shop,
      async () => {
        const session = mongo.session();
        const options = session ? { session } : {};
        await mongo.connection.collection<{ _id: string }>('effects').insertOne({ _id: 'taken' }, options);
      },
      { withInbox: true },
    );
    const letters = await published(transport, 'users.v1.dlq');

    await transport.publish([loginMessage(randomUUID(), 1), loginMessage(randomUUID(), 1)]);

    await until(() => expect(letters).toHaveLength(1));
  });
});

describe('a poison message', () => {
  it('becomes a dead letter after five attempts, tells why, and lets other keys flow on', async () => {
    const shop = testMongo();
    const [poisoned = '', ...others] = users(20);
    const handled: string[] = [];
    let attempts = 0;
    const { transport } = await consuming(shop, async ({ data }) => {
      if (data.userId === poisoned) {
        attempts += 1;
        throw new AppError('REFUSED', 'CANT_BE', 'this can not be');
      }
      handled.push(data.userId);
    });
    const letters = await published(transport, 'users.v1.dlq');
    const poison = { ...loginMessage(poisoned, 1), headers: { 'x-request-id': 'request-4711' } };

    await transport.publish([poison, ...others.map((user) => loginMessage(user, 1))]);

    await until(() => expect(letters).toHaveLength(1));
    expect(attempts).toBe(5);
    expect(letters[0]).toMatchObject({ key: poisoned, value: poison.value });
    expect(letters[0]?.headers).toMatchObject({
      'x-request-id': 'request-4711',
      'dead-letter-consumer': 'logins',
      'dead-letter-kind': 'poison',
      'dead-letter-reason': 'CANT_BE',
      'dead-letter-message': 'this can not be',
      'dead-letter-attempts': '5',
      'dead-letter-origin': expect.stringMatching(/^users\.v1\/\d\/0$/),
      'dead-letter-stack': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    await until(() => expect(handled.toSorted()).toEqual(others.toSorted()));
  });

  it('holds up the later ones of its key, also after a restart', async () => {
    const shop = testMongo();
    const [poisoned = '', fine = ''] = users(2);
    const handled: string[] = [];
    const fragile: Handle = async ({ sequence, data }) => {
      if (data.userId === poisoned && sequence === 2) throw new Error('poison');
      handled.push(`${data.userId} ${sequence}`);
    };
    const first = await consuming(shop, fragile);
    const letters = await published(first.transport, 'users.v1.dlq');
    const kinds = () => letters.map(({ value, headers }) => [JSON.parse(value).sequence, headers['dead-letter-kind']]);

    await first.transport.publish([1, 2, 3].map((sequence) => loginMessage(poisoned, sequence)));
    await until(() => expect(letters).toHaveLength(2));
    await first.stop();
    const { transport } = await consuming(shop, fragile);
    await transport.publish([loginMessage(poisoned, 4), loginMessage(fine, 1)]);

    await until(() =>
      expect(kinds()).toEqual([
        [2, 'poison'],
        [3, 'parked'],
        [4, 'parked'],
      ]),
    );
    await until(() => expect(handled).toEqual([`${poisoned} 1`, `${fine} 1`]));
  });

  it('is no new letter when it comes again, since something before it in the log has to wait', async () => {
    const shop = testMongo();
    const ofOnePartition = users(60).filter((user, _, [first = '']) => placeOf(user) === placeOf(first));
    const [waiting = '', poisoned = '', fine = ''] = ofOnePartition;
    let isAway = true;
    const handled: string[] = [];
    const handle: Handle = async ({ data: { userId } }) => {
      if (userId === waiting && isAway) throw new AppError('UNAVAILABLE', 'AWAY', 'away');
      if (userId === poisoned) throw new Error('poison');
      handled.push(userId);
    };
    const first = await consuming(shop, handle);
    const letters = await published(first.transport, 'users.v1.dlq');
    await first.transport.publish([waiting, poisoned].map((user) => loginMessage(user, 1)));
    await until(() => expect(letters).toHaveLength(1));
    await first.stop();
    isAway = false;

    const { transport } = await consuming(shop, handle);
    await transport.publish([loginMessage(fine, 1)]);

    await until(() => expect(handled).toEqual([waiting, fine]));
    await transport.publish([loginMessage(poisoned, 2)]);
    await until(() => expect(letters).toHaveLength(2));
    expect(letters.map(({ value, headers }) => [JSON.parse(value).sequence, headers['dead-letter-kind']])).toEqual([
      [1, 'poison'],
      [2, 'parked'],
    ]);
  });

  it('holds up nothing of another consumer', async () => {
    const shop = testMongo();
    const [user = ''] = users(1);
    const { transport } = await consuming(shop, () => Promise.reject(new Error('poison')));
    const letters = await published(transport, 'users.v1.dlq');
    await transport.publish([loginMessage(user, 1)]);
    await until(() => expect(letters).toHaveLength(1));
    const handled: number[] = [];
    const handlers = { 'users.v1': async ({ sequence }: Login) => void handled.push(sequence) };

    await startConsumer({ transport, name: 'another', handlers }, scopeForTest());
    await transport.publish([loginMessage(user, 2)]);

    await until(() => expect(handled).toEqual([1, 2]));
  });

  it('that can not be read is not tried again', async () => {
    const shop = testMongo();
    const handled: number[] = [];
    const { transport } = await consuming(shop, async ({ sequence }) => void handled.push(sequence));
    const letters = await published(transport, 'users.v1.dlq');
    const broken = { ...loginMessage('x', 1), value: '{"type":' };

    await transport.publish([broken, { ...loginMessage('not-a-uuid', 1) }, loginMessage(randomUUID(), 1)]);

    await until(() => expect(letters).toHaveLength(2));
    const told = letters.map(({ headers }) => [headers['dead-letter-reason'], headers['dead-letter-attempts']]);
    expect(told).toEqual([
      ['MALFORMED_EVENT', '1'],
      ['MALFORMED_EVENT', '1'],
    ]);
    await until(() => expect(handled).toEqual([1]));
  });
});

describe('a consumer', () => {
  it('waits while something is away, however long that takes, and keeps the order', async () => {
    const shop = testMongo();
    const [user = ''] = users(1);
    const handled: number[] = [];
    let failures = 0;
    const { transport } = await consuming(shop, async ({ sequence }) => {
      if (sequence === 1 && failures < 7) {
        failures += 1;
        throw new AppError('UNAVAILABLE', 'PRODUCTS_AWAY', 'products does not answer');
      }
      handled.push(sequence);
    });
    const letters = await published(transport, 'users.v1.dlq');

    await transport.publish([loginMessage(user, 1), loginMessage(user, 2)]);

    await until(() => expect(handled).toEqual([1, 2]));
    expect([failures, letters]).toEqual([7, []]);
  });

  it('passes over a type that only newer producers know', async () => {
    const shop = testMongo();
    const handled: string[] = [];
    const { transport } = await consuming(shop, async ({ type }) => void handled.push(type));
    const letters = await published(transport, 'users.v1.dlq');
    const [user = ''] = users(1);
    const newer = loginMessage(user, 1);

    await transport.publish([
      { ...newer, value: newer.value.replace('UserLoggedIn', 'UserTeleported') },
      loginMessage(user, 2),
    ]);

    await until(() => expect(handled).toEqual(['UserLoggedIn']));
    expect(letters).toEqual([]);
  });

  it('works under the id of the request that caused the event', async () => {
    const shop = testMongo();
    const ids: (string | undefined)[] = [];
    const { transport } = await consuming(shop, async () => void ids.push(currentRequestId()));

    await transport.publish([{ ...loginMessage(randomUUID(), 1), headers: { 'x-request-id': 'request-4711' } }]);

    await until(() => expect(ids).toEqual(['request-4711']));
  });

  it('works in the trace of the request that caused the event', async () => {
    const traces: (string | undefined)[] = [];
    const { transport } = await consuming(testMongo(), async () => void traces.push(currentTraceparent()));
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    await transport.publish([{ ...loginMessage(randomUUID(), 1), headers: { traceparent } }]);

    await until(() => expect(traces).toEqual([traceparent]));
  });

  it('says that what a handler does follows from its event', async () => {
    const causes: (string | undefined)[] = [];
    const { transport } = await consuming(testMongo(), async () => void causes.push(currentCausationId()));
    const message = loginMessage(randomUUID(), 1);

    await transport.publish([message]);

    await until(() => expect(causes).toEqual([JSON.parse(message.value).id]));
  });

  it('stops at once in the middle of its attempts, and the message is another one’s', async () => {
    const shop = testMongo();
    const first = await consuming(shop, () => Promise.reject(new AppError('UNAVAILABLE', 'AWAY', 'away')));
    await first.transport.publish([loginMessage(randomUUID(), 1)]);
    const handled: number[] = [];

    await first.stop();
    await consuming(shop, async ({ sequence }) => void handled.push(sequence));

    await until(() => expect(handled).toEqual([1]));
  });
});
