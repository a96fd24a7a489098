import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loginMessage } from '#events/testing/eventsUnderTest.ts';
import { profiled } from '#testing/profile.ts';
import { admin, DROP, LIST, REPLAY, shopWithTrouble, TOPIC, TRACE, twoLetters, until } from './deadLettersUnderTest.ts';

const ONE = 'query ($id: ID!) { deadLetter(id: $id) { status kind note } }';

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

  it('are forgotten 90 days after they were settled', async () => {
    const { mongo } = await shopWithTrouble();

    const indexes = await mongo.connection.collection('dead_letters').indexes();

    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { settledAt: 1 }, expireAfterSeconds: 90 * 24 * 3_600 }),
    );
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
