import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeOutbox, type Outbox } from '#events/outbox/outbox.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { Notification } from '../ports.ts';
import { openNotificationStore } from './mongoNotificationStore.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const userId = randomUUID();
const notification = (changes: Partial<Notification> = {}): Notification => ({
  id: randomUUID(),
  userId,
  kind: 'ORDER',
  title: 'Title',
  body: 'Body',
  orderId: null,
  read: false,
  createdAt: noon,
  ...changes,
});

async function inboxes(outboxOf: (real: Outbox) => Outbox = (real) => real) {
  const { uri, prefix } = testMongo();
  const database = `${prefix}_notifications`;
  const mongo = await openMongo({ uri, database, appName: 'test', logger: testScope().logger, timeoutMs: 5_000 });
  onTestFinished(async () => {
    await mongo.connection.dropDatabase();
    await mongo.close();
  });
  const store = await openNotificationStore(mongo, outboxOf(makeOutbox(mongo)));
  const outbox = mongo.connection.collection('outbox');
  return {
    store,
    mongo,
    published: async () => (await outbox.find().toArray()).map((row) => JSON.parse(row['value'])),
  };
}

describe('the inbox in MongoDB', () => {
  it('stores an event once and publishes it once, however often and at once it is delivered', async () => {
    const { store, published } = await inboxes();
    const eventId = randomUUID();

    const told = await Promise.all([1, 2, 3, 4, 5].map(() => store.add(notification(), eventId)));
    const late = await store.add(notification(), eventId);

    const id = told[0]?.id;
    expect(new Set([...told, late].map((one) => one.id))).toEqual(new Set([id]));
    expect(await store.count(userId, true)).toBe(1);
    expect(await published()).toMatchObject([{ type: 'NotificationAdded', data: { notificationId: id, userId } }]);
  });

  it('writes what comes at once in a few transactions, though callers give up and ask again', async () => {
    let appended = 0;
    const counting = (real: Outbox): Outbox => ({
      append: (drafts) => {
        appended += 1;
        return real.append(drafts);
      },
    });
    const { store, published } = await inboxes(counting);
    const eventIds = Array.from({ length: 40 }, () => randomUUID());

    await Promise.all([...eventIds, ...eventIds, ...eventIds].map((eventId) => store.add(notification(), eventId)));

    expect(await store.count(userId, true)).toBe(eventIds.length);
    expect((await published()).map(({ sequence }) => sequence).toSorted((one, other) => one - other)).toEqual(
      eventIds.map((_, index) => index + 1),
    );
    expect(appended).toBeLessThan(10);
  });

  it('counts the places of each user in the order of commits, however many writers there are', async () => {
    const { store, mongo } = await inboxes();
    const other = await openNotificationStore(mongo, makeOutbox(mongo));
    const neighbour = randomUUID();
    const writing = Array.from({ length: 30 }, (_, n) =>
      (n % 2 ? store : other).add(notification(n % 3 ? {} : { userId: neighbour }), randomUUID()),
    );
    const added = (await Promise.all(writing)).filter((one) => one.userId === userId);

    const first = await store.addedBehind(userId, 0, 12);
    const rest = await other.addedBehind(userId, 12, 100);

    expect([...first, ...rest].map(({ place }) => place)).toEqual(added.map((_, index) => index + 1));
    expect(new Set([...first, ...rest].map(({ id }) => id))).toEqual(new Set(added.map(({ id }) => id)));
    expect(await store.placeOf(rest.at(-1)?.id ?? '', userId)).toBe(added.length);
    expect(await store.placeOf(rest.at(-1)?.id ?? '', neighbour)).toBeNull();
  });

  it('goes on behind what came before places were counted', async () => {
    const { store, mongo } = await inboxes();
    const [old, late] = [await store.add(notification(), randomUUID()), await store.add(notification(), randomUUID())];
    await mongo.connection
      .collection<{ _id: string }>('notifications')
      .updateOne({ _id: old.id }, { $unset: { place: 1 } });

    expect(await store.placeOf(old.id, userId)).toBe(0);
    expect(await store.addedBehind(userId, 0, 10)).toEqual([{ id: late.id, place: 2 }]);
  });

  it('stores nothing when the message can not be written', async () => {
    const broken = { append: () => Promise.reject(new Error('no outbox')) };
    const { store, published } = await inboxes(() => broken);

    await expect(store.add(notification(), randomUUID())).rejects.toThrow('no outbox');

    expect(await store.count(userId, true)).toBe(0);
    expect(await published()).toEqual([]);
  });

  it('pages through an inbox, newest first, while new ones come in', async () => {
    const { store } = await inboxes();
    const at = (minute: number) =>
      notification({ title: `${minute}`, createdAt: new Date(noon.getTime() + minute * 60_000) });
    for (const minute of [1, 2, 3, 4, 5]) await store.add(at(minute), randomUUID());

    const first = await store.page(userId, false, pageOf({ first: 2 }));
    await store.add(at(6), randomUUID());
    const second = await store.page(userId, false, pageOf({ first: 2, after: first.pageInfo.endCursor }));
    const back = await store.page(userId, false, pageOf({ last: 1, before: second.pageInfo.startCursor }));

    const titles = [first, second, back].map(({ nodes }) => nodes.map(({ title }) => title));
    expect(titles).toEqual([['5', '4'], ['3', '2'], ['4']]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it("marks only the owner's, and leaves it out of the unread", async () => {
    const { store } = await inboxes();
    const { id } = await store.add(notification(), randomUUID());

    expect(await store.markRead(id, randomUUID())).toBeNull();
    expect(await store.markRead(id, userId)).toMatchObject({ id, read: true });
    expect((await store.page(userId, true, pageOf({}))).nodes).toEqual([]);
    expect(await store.byIds([id, randomUUID()])).toMatchObject([{ id, read: true }]);
  });

  it('has an index for every query', async () => {
    const { mongo } = await inboxes();
    const rows = mongo.connection.collection('notifications');
    const newestFirst = { createdAt: -1, _id: -1 } as const;
    const plans = [
      await rows.find({ userId }).sort(newestFirst).explain('queryPlanner'),
      await rows.find({ userId, read: false }).sort(newestFirst).explain('queryPlanner'),
      await rows.find({ eventId: 'e1' }).explain('queryPlanner'),
    ].map(({ queryPlanner }) => JSON.stringify(queryPlanner.winningPlan));

    for (const plan of plans) {
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('"SORT"');
    }
  });
});
