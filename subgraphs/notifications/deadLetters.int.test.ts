import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { startConsumer } from '#events/consumer.ts';
import { loginMessage, processOf, scopeForTest } from '#events/testing/eventsUnderTest.ts';
import type { Transport } from '#events/transport/transport.ts';
import { testMongo } from '#testing/mongo.ts';
import { profiled } from '#testing/profile.ts';
import { openDeadLetters } from './adapters/mongoDeadLetters.ts';
import { followDeadLetters, makeResend } from './followDeadLetters.ts';
import { notificationsUnderTest } from './notificationsUnderTest.ts';
import { makeSettleDeadLetters } from './usecases/settleDeadLetters.ts';

const admin = { userId: 'boss', roles: ['admin' as const] };
const TOPIC = 'users.v1';
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

const LIST = /* GraphQL */ `query ($filter: DeadLetterFilter) {
  deadLetters(filter: $filter) {
    totalCount
    nodes { id consumer topic key kind status reason message attempts stack failedAt event requestId traceparent origin note
      failedAgain settledAt
    }
  }
}`;
const ONE = 'query ($id: ID!) { deadLetter(id: $id) { status kind note } }';
const REPLAY = /* GraphQL */ `mutation ($input: ReplayDeadLettersInput!) {
  replayDeadLetters(input: $input) {
    __typename
    ... on DeadLettersReplayed { dryRun deadLetters { kind status } }
    ... on UserError { code }
  }
}`;
const DROP = /* GraphQL */ `mutation ($input: DropDeadLetterInput!) {
  dropDeadLetter(input: $input) { __typename ... on DeadLetterDropped { deadLetter { status note } } ... on UserError { code } }
}`;

type Letter = {
  id: string;
  key: string;
  status: string;
  kind: string;
  failedAgain: boolean;
  settledAt: string | null;
};
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** A shop with a consumer `logins` that can't stand the sequences in `broken`. */
async function shopWithTrouble() {
  const { mongo, transport } = await processOf(testMongo());
  const store = await openDeadLetters(mongo);
  await followDeadLetters(store, transport, scopeForTest());
  const nothing = async (): Promise<void> => undefined;
  const trouble = { afterLook: nothing, beforeReplay: nothing };
  const resend = makeResend(transport);
  const settling = makeSettleDeadLetters({
    store: {
      ...store,
      openOf: async (key) => {
        const open = await store.openOf(key);
        await trouble.afterLook();
        return open;
      },
    },
    resend: async (...letters) => {
      await trouble.beforeReplay();
      await resend(...letters);
    },
  });
  const api = notificationsUnderTest({ now: new Date(), deadLetters: { ...store, ...settling } });
  const broken = new Set<number>();
  const handled: number[] = [];
  const handle = async ({ sequence }: { sequence: number }) => {
    if (broken.has(sequence)) throw new Error(`${sequence} can't be`);
    handled.push(sequence);
  };
  await startConsumer({ transport, name: 'logins', handlers: { [TOPIC]: handle } }, scopeForTest());
  const letters = async (filter = {}) => {
    const { data, errors } = await api.query(admin, LIST, { filter });
    expect(errors).toBeUndefined();
    return (data as { deadLetters: { nodes: Letter[]; totalCount: number } }).deadLetters;
  };
  const statuses = async () => (await letters()).nodes.map(({ status }) => status).toReversed();
  return { mongo, transport, api, broken, handled, trouble, letters, statuses };
}

const publish = (transport: Transport, key: string, ...sequences: number[]) =>
  transport.publish(
    sequences.map((each) => ({
      ...loginMessage(key, each),
      headers: { 'x-request-id': 'request-4711', traceparent: TRACE },
    })),
  );

/** Two letters of one key: the second event is poison, the third waits behind it. */
async function twoLetters() {
  const shop = await shopWithTrouble();
  const key = randomUUID();
  shop.broken.add(2);
  await publish(shop.transport, key, 1, 2, 3);
  await until(async () => expect((await shop.letters()).totalCount).toBe(2));
  const replay = async (more: object = {}) => {
    const input = { consumer: 'logins', topic: TOPIC, key, ...more };
    const { data, errors } = await shop.api.query(admin, REPLAY, { input });
    expect(errors).toBeUndefined();
    return (data as { replayDeadLetters: object }).replayDeadLetters;
  };
  const drop = (id?: string) => shop.api.query(admin, DROP, { input: { id, note: 'nobody needs it' } });
  const dropFirst = async (filter: object) => {
    const { data } = await drop((await shop.letters(filter)).nodes[0]?.id);
    expect(data).toMatchObject({ dropDeadLetter: { __typename: 'DeadLetterDropped' } });
  };
  return { ...shop, key, replay, drop, dropFirst };
}

describe('dead letters', () => {
  it('are listed and shown to admins with what happened to them', async () => {
    const { api, key, letters } = await twoLetters();

    const { nodes } = await letters({ kind: { eq: 'POISON' } });
    const [letter] = nodes;
    const [stranger, one] = [await api.query('u1', LIST), await api.query(admin, ONE, { id: letter?.id })];

    expect(nodes).toEqual([
      expect.objectContaining({
        consumer: 'logins',
        topic: TOPIC,
        key,
        kind: 'POISON',
        status: 'PARKED',
        reason: 'Error',
        message: "2 can't be",
        attempts: 5,
        stack: expect.stringMatching(/^[0-9a-f]{16}$/),
        requestId: 'request-4711',
        traceparent: TRACE,
        event: expect.stringContaining('"sequence":2'),
        origin: expect.stringMatching(/^users\.v1\/\d+\/\d+$/),
        note: null,
        failedAgain: false,
        settledAt: null,
      }),
    ]);
    expect((await letters({ reason: { eq: 'FOLLOWS_POISON' } })).nodes).toMatchObject([{ kind: 'PARKED', key }]);
    expect(one.data).toEqual({ deadLetter: { status: 'PARKED', kind: 'POISON', note: null } });
    expect(stranger.errors?.[0]?.extensions).toMatchObject({ reason: 'ADMIN_REQUIRED' });
  });

  it('are kept whatever strangers write beside them, also those without a key', async () => {
    const { transport, broken, letters, api, handled } = await shopWithTrouble();
    const said = { 'dead-letter-kind': 'poison', 'dead-letter-consumer': 'logins' };
    const garbled = { ...said, 'dead-letter-attempts': 'many', 'dead-letter-since': 'yesterday' };
    const record = (headers: Record<string, string>) => ({ topic: `${TOPIC}.dlq`, key: '', value: '?', headers });
    broken.add(1);

    await transport.publish([
      record({ ...garbled, 'dead-letter-origin': 'nowhere' }),
      record({ ...garbled, 'dead-letter-origin': 'users.v1/0/7' }),
    ]);
    await transport.publish([{ ...loginMessage(randomUUID(), 1), key: '' }]);
    await until(async () => expect((await letters()).totalCount).toBe(2));
    broken.clear();
    await api.query(admin, DROP, { input: { id: 'logins:users.v1/0/7', note: 'of nobody' } });
    const input = { consumer: 'logins', topic: TOPIC, key: '', dryRun: false };
    const { data } = await api.query(admin, REPLAY, { input });

    expect(data).toMatchObject({ replayDeadLetters: { __typename: 'DeadLettersReplayed' } });
    await until(() => expect(handled).toEqual([1]));
  });

  it('are handled in their order once the cause is gone, and the key flows on', async () => {
    const { transport, broken, handled, letters, statuses, key, replay } = await twoLetters();
    broken.clear();

    const answer = await replay();
    await publish(transport, key, 4);

    expect(answer).toEqual({
      __typename: 'DeadLettersReplayed',
      dryRun: false,
      deadLetters: [
        { kind: 'POISON', status: 'REPLAYING' },
        { kind: 'PARKED', status: 'REPLAYING' },
      ],
    });
    await until(() => expect(handled).toEqual([1, 2, 3, 4]));
    await until(async () => expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED']));
    expect((await letters()).nodes).toMatchObject(Array(2).fill({ settledAt: expect.stringMatching(/^20/) }));
    expect(await replay()).toEqual({ __typename: 'NothingParked', code: 'NOTHING_PARKED' });
  });

  it('wait again when the cause is still there, and are no new letters', async () => {
    const { handled, letters, statuses, broken, replay } = await twoLetters();

    await replay();
    await until(async () => expect((await letters()).nodes.map(({ status }) => status)).toContain('REPLAYING'));
    await until(async () => expect(await statuses()).toEqual(['PARKED', 'PARKED']));
    expect((await letters()).nodes).toMatchObject(Array(2).fill({ failedAgain: true, settledAt: null }));
    broken.clear();
    await replay();

    await until(() => expect(handled).toEqual([1, 2, 3]));
    await until(async () => expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED']));
  });

  it('take along what comes while they are replayed', async () => {
    const { transport, broken, handled, trouble, statuses, key, replay } = await twoLetters();
    broken.clear();
    trouble.beforeReplay = () => publish(transport, key, 4, 5);

    await replay();

    await until(() => expect(handled).toEqual([1, 2, 3, 4, 5]));
    await until(async () => expect(await statuses()).toEqual(Array(4).fill('REPLAYED')));
    await publish(transport, key, 6);
    await until(() => expect(handled).toEqual([1, 2, 3, 4, 5, 6]));
  });

  it('take along what comes, also when one was dropped because the replay before failed at it', async () => {
    const { transport, handled, trouble, letters, statuses, key, replay, dropFirst } = await twoLetters();
    await replay();
    await until(async () => expect((await letters()).nodes).toMatchObject(Array(2).fill({ failedAgain: true })));
    await dropFirst({ kind: { eq: 'POISON' } });
    trouble.beforeReplay = () => publish(transport, key, 4);

    await replay();

    await until(() => expect(handled).toEqual([1, 3, 4]));
    await until(async () => expect((await statuses()).toSorted()).toEqual(['DROPPED', 'REPLAYED', 'REPLAYED']));
    await publish(transport, key, 5);
    await until(() => expect(handled).toEqual([1, 3, 4, 5]));
  });

  it('leave out what comes while they are replayed, and is dropped before it is taken along', async () => {
    const { transport, broken, handled, trouble, letters, statuses, key, replay, dropFirst } = await twoLetters();
    broken.clear();
    trouble.beforeReplay = async () => {
      await publish(transport, key, 4);
      await until(async () => expect((await letters()).totalCount).toBe(3));
      await dropFirst({ status: { eq: 'PARKED' } });
    };

    await replay();

    await until(async () => expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED', 'DROPPED']));
    await publish(transport, key, 5);
    await until(() => expect(handled).toEqual([1, 2, 3, 5]));
  });

  it('take nothing along when one fails again', async () => {
    const { transport, handled, trouble, statuses, key, replay } = await twoLetters();
    trouble.beforeReplay = () => publish(transport, key, 4);

    await replay();

    await until(async () => expect(await statuses()).toEqual(['PARKED', 'PARKED', 'PARKED']));
    expect(handled).toEqual([1]);
  });

  it('are forgotten 90 days after they were settled', async () => {
    const { mongo } = await shopWithTrouble();

    const indexes = await mongo.connection.collection('dead_letters').indexes();

    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { settledAt: 1 }, expireAfterSeconds: 90 * 24 * 3_600 }),
    );
  });

  it('are only told by a dry run', async () => {
    const { statuses, handled, broken, replay } = await twoLetters();
    broken.clear();

    expect(await replay({ dryRun: true })).toMatchObject({ dryRun: true, deadLetters: [{ kind: 'POISON' }, {}] });

    expect(await statuses()).toEqual(['PARKED', 'PARKED']);
    expect(handled).toEqual([1]);
  });

  it('can be dropped: the rest goes on without them', async () => {
    const { letters, statuses, handled, replay, drop } = await twoLetters();
    const [poison] = (await letters({ kind: { eq: 'POISON' } })).nodes;

    const dropped = await drop(poison?.id);
    await replay();

    expect(dropped.data).toEqual({
      dropDeadLetter: {
        __typename: 'DeadLetterDropped',
        deadLetter: { status: 'DROPPED', note: 'nobody needs it' },
      },
    });
    await until(() => expect(handled).toEqual([1, 3]));
    await until(async () => expect(await statuses()).toEqual(['DROPPED', 'REPLAYED']));
    expect((await drop(poison?.id)).data).toMatchObject({ dropDeadLetter: { code: 'DEAD_LETTER_SETTLED' } });
    expect((await drop('no-such-letter')).data).toMatchObject({ dropDeadLetter: { code: 'DEAD_LETTER_NOT_FOUND' } });
  });

  it('stay dropped when a replay begins at the same moment', async () => {
    const { trouble, statuses, handled, replay, dropFirst } = await twoLetters();
    trouble.afterLook = () => dropFirst({ kind: { eq: 'POISON' } });

    expect(await replay()).toMatchObject({ deadLetters: [{ kind: 'PARKED', status: 'REPLAYING' }] });

    await until(() => expect(handled).toEqual([1, 3]));
    await until(async () => expect(await statuses()).toEqual(['DROPPED', 'REPLAYED']));
  });

  it('are found by indexes', async () => {
    const { mongo, letters, replay } = await twoLetters();

    const queries = await profiled(mongo.connection, async () => {
      await letters();
      await letters({ status: { eq: 'PARKED' } });
      await replay({ dryRun: true });
    });

    const ours = queries.filter(({ collection, operation }) => collection === 'dead_letters' && operation === 'query');
    expect(ours.length).toBeGreaterThanOrEqual(3);
    expect(ours).toEqual(
      ours.map(() => expect.objectContaining({ plan: expect.stringMatching(/^IXSCAN/), sorted: false })),
    );
  });
});
