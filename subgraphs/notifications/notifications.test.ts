import { describe, expect, it } from 'vitest';
import type { Principal } from '#kernel/auth/principal.ts';
import { notificationsUnderTest } from './notificationsUnderTest.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const [ana, bob, order] = ['a', 'b', 'c'].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
const event = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const signedIn = (userId: string): Principal => ({
  kind: 'user',
  userId,
  roles: ['customer'],
  sessionId: 's1',
  expiresAt: new Date('2999-01-01'),
});

const DELIVER = `mutation ($input: DeliverNotificationInput!) { deliverNotification(input: $input) { id title } }`;
const INBOX = `query ($unreadOnly: Boolean! = false, $first: Int) {
  notifications(unreadOnly: $unreadOnly, first: $first) {
    nodes { title body kind read createdAt order { id } } unreadCount pageInfo { hasNextPage }
  }
}`;
const READ = `mutation ($id: ID!) {
  markNotificationRead(input: { id: $id }) {
    ... on NotificationRead { notification { id read } }
    ... on NotificationNotFound { code param }
  }
}`;
const ENTITY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Notification { title } } }`;
const ADDED = 'subscription { notificationAdded { title } }';

function inboxes() {
  const notifications = notificationsUnderTest({ now: noon });
  const deliver = async (n: number, changes: object = {}) => {
    const input = { eventId: event(n), userId: ana, kind: 'ORDER', title: `Title ${n}`, body: 'Body', ...changes };
    const { data, errors } = await notifications.queryAsService('notification', DELIVER, { input });
    return { errors, id: (data as { deliverNotification?: { id: string } } | null)?.deliverNotification?.id };
  };
  return { ...notifications, deliver };
}

describe('the inbox', () => {
  it("shows the caller's notifications, newest first", async () => {
    const { deliver, query } = inboxes();
    await deliver(1, { orderId: order });
    await deliver(2, { kind: 'WELCOME' });
    await deliver(3, { userId: bob });

    const rest = { body: 'Body', read: false, createdAt: noon.toISOString() };
    expect(await query(ana, INBOX)).toEqual({
      data: {
        notifications: {
          nodes: [
            { title: 'Title 2', kind: 'WELCOME', order: null, ...rest },
            { title: 'Title 1', kind: 'ORDER', order: { id: order }, ...rest },
          ],
          unreadCount: 2,
          pageInfo: { hasNextPage: false },
        },
      },
    });
  });

  it('is empty for whoever got nothing, and closed to visitors', async () => {
    const { query } = inboxes();

    expect(await query(bob, INBOX)).toMatchObject({ data: { notifications: { nodes: [], unreadCount: 0 } } });
    expect((await query(null, INBOX)).errors?.[0]?.extensions).toMatchObject({ reason: 'SIGN_IN_REQUIRED' });
  });

  it('counts all of it, or all that is unread, as it was asked for', async () => {
    const { deliver, query } = inboxes();
    const first = await deliver(1);
    await deliver(2);
    const READ = 'mutation ($id: ID!) { markNotificationRead(input: { id: $id }) { __typename } }';
    await query(ana, READ, { id: first.id });

    const { data } = await query(
      ana,
      '{ all: notifications { totalCount } unread: notifications(unreadOnly: true) { totalCount unreadCount } }',
    );

    expect(data).toEqual({ all: { totalCount: 2 }, unread: { totalCount: 1, unreadCount: 1 } });
  });

  it('counts the unread only when asked', async () => {
    const { query, store } = inboxes();

    await query(ana, '{ notifications { nodes { id } } }');

    expect(store.reads.count).toBe(0);
  });

  it('refuses pages above 100', async () => {
    const { errors } = await inboxes().query(ana, INBOX, { first: 101 });

    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'INVALID_PAGE', reasons: [{ param: 'first' }] });
  });

  it('leaves what was read out of the unread', async () => {
    const { deliver, query } = inboxes();
    await deliver(1);
    const { id } = await deliver(2);

    const read = { markNotificationRead: { notification: { id, read: true } } };
    expect(await query(ana, READ, { id })).toEqual({ data: read });
    expect(await query(ana, READ, { id })).toEqual({ data: read });
    expect(await query(ana, INBOX, { unreadOnly: true })).toMatchObject({
      data: { notifications: { nodes: [{ title: 'Title 1' }], unreadCount: 1 } },
    });
  });

  it("keeps a stranger's notifications out of sight and reach", async () => {
    const { deliver, query } = inboxes();
    const { id } = await deliver(1);
    const representations = [{ __typename: 'Notification', id }];

    expect(await query(bob, READ, { id })).toEqual({
      data: { markNotificationRead: { code: 'NOTIFICATION_NOT_FOUND', param: 'id' } },
    });
    expect(await query(bob, ENTITY, { representations })).toEqual({ data: { _entities: [null] } });
    expect(await query(ana, ENTITY, { representations })).toEqual({ data: { _entities: [{ title: 'Title 1' }] } });
  });

  it('reads 100 references with one query', async () => {
    const { query, store } = inboxes();
    const representations = Array.from({ length: 100 }, (_, n) => ({ __typename: 'Notification', id: event(n) }));

    await query(ana, ENTITY, { representations });

    expect(store.reads.byIds).toBe(1);
  });
});

describe('deliverNotification', () => {
  it('delivers an event once', async () => {
    const { deliver, query, store } = inboxes();

    const first = await deliver(1);
    const second = await deliver(1);

    expect(second).toEqual(first);
    expect(store.published).toHaveLength(1);
    expect(await query(ana, INBOX)).toMatchObject({ data: { notifications: { unreadCount: 1 } } });
  });

  it('is for the notification worker only', async () => {
    const { query, queryAsService } = inboxes();
    const input = { eventId: event(1), userId: ana, kind: 'ORDER', title: 'Title', body: 'Body' };

    for (const { errors } of [
      await query(ana, DELIVER, { input }),
      await queryAsService('email', DELIVER, { input }),
    ]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
  });

  it('names all bad fields at once', async () => {
    const { errors } = await inboxes().deliver(1, { eventId: 'x', userId: 'y', title: '' });

    const reasons = [{ param: 'eventId' }, { param: 'userId' }, { param: 'title' }];
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons });
  });
});

describe('notificationAdded', () => {
  it('brings what is added for the caller, and nothing else, once', async () => {
    const { deliver, subscribe, publishAll } = inboxes();
    const { next } = await subscribe(signedIn(ana), ADDED);

    await deliver(1, { userId: bob });
    await deliver(2);
    publishAll();
    publishAll();
    await deliver(3);
    publishAll();

    expect(await next?.()).toEqual({ data: { notificationAdded: { title: 'Title 2' } } });
    expect(await next?.()).toEqual({ data: { notificationAdded: { title: 'Title 3' } } });
  });

  it('cuts off a client that does not keep up, and says so', async () => {
    const { deliver, subscribe, publishAll } = inboxes();
    const { next } = await subscribe(signedIn(ana), ADDED);
    for (let n = 1; n <= 101; n++) await deliver(n);
    publishAll();

    const last = await next?.();

    expect(last?.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', reason: 'SUBSCRIBER_TOO_SLOW' });
  });

  const behind = (id: string | undefined) => `subscription { notificationAdded(after: "${id}") { title } }`;
  const titled = (title: string) => ({ data: { notificationAdded: { title } } });

  it('goes on behind what was seen: nothing missing, nothing twice, whenever the events come', async () => {
    const { deliver, subscribe, publishAll } = inboxes();
    const seen = await deliver(1);
    for (let n = 2; n <= 100; n++) await deliver(n);
    publishAll();
    for (let n = 101; n <= 150; n++) await deliver(n);
    const { next } = await subscribe(signedIn(ana), behind(seen.id));

    expect(await next?.()).toEqual(titled('Title 2'));
    await deliver(151, { userId: bob });
    await deliver(152);
    for (let n = 3; n <= 150; n++) expect(await next?.()).toEqual(titled(`Title ${n}`));
    expect(await next?.()).toEqual(titled('Title 152'));
    const waiting = next?.();
    // This process lags: it hears only now of what its inbox has told already.
    publishAll();
    await deliver(153);
    publishAll();

    expect(await waiting).toEqual(titled('Title 153'));
    await deliver(154);
    publishAll();
    expect(await next?.()).toEqual(titled('Title 154'));
  });

  it('brings what is new at once to whoever has seen all', async () => {
    const { deliver, subscribe, publishAll } = inboxes();
    const { id } = await deliver(1);
    const { next } = await subscribe(signedIn(ana), behind(id));
    const waiting = next?.();
    publishAll();
    await deliver(2);
    publishAll();

    expect(await waiting).toEqual(titled('Title 2'));
  });

  it.each(['of somebody else', 'of nobody'])('goes on behind no notification %s', async (whose) => {
    const { deliver, subscribe } = inboxes();
    const { id } = await deliver(1, { userId: bob });

    const { refusals } = await subscribe(signedIn(ana), behind(whose === 'of nobody' ? 'x' : id));

    expect(refusals?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR' });
  });

  it('refuses a visitor', async () => {
    const { refusals } = await inboxes().subscribe({ kind: 'anonymous' }, ADDED);

    expect(refusals?.[0]?.extensions).toMatchObject({ reason: 'SIGN_IN_REQUIRED' });
  });
});
