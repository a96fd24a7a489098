import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { newBrowser } from './fakes/newBrowser.ts';
import { ADD_WEBHOOK, admin, type Called, outside, outwardUnderTest } from './outwardUnderTest.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
const ADD_BROWSER = /* GraphQL */ `mutation ($input: AddPushSubscriptionInput!) {
  addPushSubscription(input: $input) { ... on PushSubscriptionAdded { subscription { id } } }
}`;
const shop = (given: { allowPrivate?: boolean } = {}) => outwardUnderTest(testMongo(), given);

describe('a webhook', () => {
  it('is called once for each event, signed so that the receiver can check it', async () => {
    const place = await outside();
    const { addWebhook, tell, log } = await shop();
    const { secret } = await addWebhook('u1', place.url);

    const { eventId, targets } = await tell('u1', ['WEBHOOK']);
    await tell('u1', ['WEBHOOK'], eventId);
    await tell('u2', ['WEBHOOK']);

    expect(targets).toBe(1);
    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ status: 'DELIVERED', answer: '204' }]));
    expect(place.calls).toHaveLength(1);
    const { headers, body } = place.calls[0] as Called;
    expect(JSON.parse(body.toString())).toEqual({
      type: 'OrderShipped',
      timestamp: '2030-01-01T12:00:00.000Z',
      data: { title: 'On its way', body: 'It has left.', orderId: 'order-1' },
    });
    // As the receiver does it (standardwebhooks.com).
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(headers['webhook-id']).toBe(eventId);
    expect(Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp']))).toBeLessThan(60);
  });

  it('that is down is tried again, and again on request', async () => {
    const place = await outside({ code: 503 });
    const { ask, addWebhook, tell, log } = await shop();
    await addWebhook('u1', place.url);
    await tell('u1', ['WEBHOOK']);
    await until(async () =>
      expect((await log('u1')).nodes).toMatchObject([{ status: 'WAITING', attempts: 1, answer: '503' }]),
    );

    place.status.code = 200;

    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ status: 'DELIVERED', attempts: 2 }]));
    const [{ id } = {}] = (await log('u1')).nodes;
    const AGAIN = 'mutation ($id: ID!) { redeliver(input: { id: $id }) { __typename } }';
    expect(await ask('u2', AGAIN, { id })).toEqual({ redeliver: { __typename: 'DeliveryNotFound' } });
    expect(await ask('u1', AGAIN, { id })).toEqual({ redeliver: { __typename: 'DeliveryQueued' } });
    await until(() => expect(place.calls).toHaveLength(3));
    expect(new Set(place.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it.each([
    [400, 'FAILED'],
    [302, 'FAILED'],
  ])('that answers %i is given up; a redirect leads nowhere', async (code, status) => {
    const place = await outside({ code });
    const { addWebhook, tell, log } = await shop();
    await addWebhook('u1', place.url);

    await tell('u1', ['WEBHOOK']);

    await until(async () =>
      expect((await log('u1')).nodes).toMatchObject([{ status, answer: String(code), attempts: 1 }]),
    );
  });

  it('that is gone is not called any more', async () => {
    const place = await outside({ code: 410 });
    const { ask, addWebhook, tell, log } = await shop();
    await addWebhook('u1', place.url);
    await tell('u1', ['WEBHOOK']);
    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ status: 'FAILED', answer: '410' }]));

    expect((await tell('u1', ['WEBHOOK'])).targets).toBe(0);

    expect(await ask('u1', '{ webhooks { disabledAt } }')).toEqual({ webhooks: [{ disabledAt: expect.any(String) }] });
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://[::1]:9/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433:9/',
    'http://169.254.169.254/',
  ])('never reaches our own network: %s', async (url) => {
    const { outward, tell, log } = await shop({ allowPrivate: false });
    await outward.dispatching.addWebhook({ userId: 'u1', url, description: '' });

    await tell('u1', ['WEBHOOK']);

    await until(async () =>
      expect((await log('u1')).nodes).toMatchObject([{ status: 'FAILED', answer: 'PRIVATE_ADDRESS' }]),
    );
  });

  it('is its owner’s: nobody else sees, tests or removes it; the secret is shown once', async () => {
    const place = await outside();
    const { ask, addWebhook } = await shop();
    const { webhook } = await addWebhook('u1', place.url);
    const [TEST, REMOVE] = ['testWebhook', 'removeWebhook'].map(
      (field) => `mutation ($id: ID!) { ${field}(input: { id: $id }) { __typename } }`,
    ) as [string, string];

    expect(await ask('u2', '{ webhooks { id } }')).toEqual({ webhooks: [] });
    expect(await ask('u2', TEST, { id: webhook.id })).toMatchObject({ testWebhook: { __typename: 'WebhookNotFound' } });
    expect(await ask('u2', REMOVE, { id: webhook.id })).toMatchObject({
      removeWebhook: { __typename: 'WebhookNotFound' },
    });
    expect(await ask('u1', TEST, { id: webhook.id })).toMatchObject({ testWebhook: { __typename: 'DeliveryQueued' } });
    await until(() => expect(place.calls).toHaveLength(1));
    expect(await ask('u1', REMOVE, { id: webhook.id })).toMatchObject({
      removeWebhook: { __typename: 'WebhookRemoved' },
    });
    expect(await ask('u1', '{ webhooks { id } }')).toEqual({ webhooks: [] });
  });

  it.each([
    ['ftp://example.com/', /begins with https/],
    ['nonsense', /begins with https/],
    ['https://user:secret@example.com/', /no user name/],
    ['https://example.com/#part', /no #/],
  ])('is refused at %s', async (url, message) => {
    const { api } = await shop();

    const { errors } = await api.query('u1', ADD_WEBHOOK, { url });

    const reasons = [{ param: 'url', message: expect.stringMatching(message) }];
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons });
  });

  it('is not tested again while a test waits', async () => {
    const place = await outside({ code: 503 });
    const { ask, addWebhook, log } = await shop();
    const { webhook } = await addWebhook('u1', place.url);
    const TEST =
      'mutation ($id: ID!) { testWebhook(input: { id: $id }) { ... on DeliveryQueued { delivery { id } } } }';
    const first = await ask('u1', TEST, { id: webhook.id });
    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ status: 'WAITING', answer: '503' }]));

    expect(await ask('u1', TEST, { id: webhook.id })).toEqual(first);

    expect((await log('u1')).totalCount).toBe(1);
  });

  it('is one of ten at most', async () => {
    const { ask, addWebhook } = await shop();
    const twelve = Array.from({ length: 12 }, (_, index) => addWebhook('u1', `https://example.com/${index}`));
    const added = await Promise.all(twelve);

    expect(added.filter(({ webhook }) => webhook)).toHaveLength(10);
    expect(await ask('u1', ADD_WEBHOOK, { url: 'https://example.com/11' })).toMatchObject({
      addWebhook: { __typename: 'TooManyWebhooks', code: 'TOO_MANY_WEBHOOKS' },
    });
  });
});

describe('a browser', () => {
  it('gets a message that it alone can read, from a shop that it knows', async () => {
    const place = await outside({ code: 201 });
    const { ask, tell, log } = await shop();
    const browser = newBrowser(place.url);
    await ask('u1', ADD_BROWSER, { input: browser.subscription });

    const { eventId } = await tell('u1', ['PUSH']);

    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ channel: 'PUSH', status: 'DELIVERED' }]));
    const { headers, body } = place.calls[0] as Called;
    expect(JSON.parse(browser.decrypt(body))).toEqual({
      title: 'On its way',
      body: 'It has left.',
      orderId: 'order-1',
      tag: eventId,
    });
    const { vapidPublicKey } = await ask<{ vapidPublicKey: string }>('u1', '{ vapidPublicKey }');
    expect(headers['authorization']).toMatch(new RegExp(`^vapid t=.+, k=${vapidPublicKey}$`));
    expect(headers['content-encoding']).toBe('aes128gcm');
  });

  it('that is no more is forgotten', async () => {
    const place = await outside({ code: 410 });
    const { ask, tell } = await shop();
    await ask('u1', ADD_BROWSER, { input: newBrowser(place.url).subscription });

    await tell('u1', ['PUSH']);

    await until(async () => expect(await ask('u1', '{ pushSubscriptions { id } }')).toEqual({ pushSubscriptions: [] }));
  });

  it('does not show its new owner what waits for the old one', async () => {
    const place = await outside({ code: 503 });
    const { ask, tell, log } = await shop();
    const { subscription } = newBrowser(place.url);
    await ask('u1', ADD_BROWSER, { input: subscription });
    await tell('u1', ['PUSH']);
    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ status: 'WAITING', answer: '503' }]));

    await ask('u2', ADD_BROWSER, { input: subscription });

    await until(async () => expect((await log('u1')).nodes).toMatchObject([{ status: 'FAILED', answer: 'NO_TARGET' }]));
    expect(place.calls).toHaveLength(1);
  });

  it.each([
    ['no point of the curve', Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)])],
    ['no key at all', Buffer.alloc(65, 7)],
  ])('is refused with %s, for which nothing can be encrypted', async (_what, key) => {
    const { api } = await shop();
    const { subscription } = newBrowser('https://push.example.com/1');

    const { errors } = await api.query('u1', ADD_BROWSER, {
      input: { ...subscription, p256dh: key.toString('base64url') },
    });

    const reasons = [{ param: 'p256dh', message: expect.stringMatching(/public key of the curve P-256/) }];
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons });
  });

  it('is one of twenty at most, however many are added at once', async () => {
    const { ask } = await shop();
    const add = (index: number) =>
      ask('u1', ADD_BROWSER, { input: newBrowser(`https://push.example.com/${index}`).subscription });
    await Promise.all(Array.from({ length: 22 }, (_, index) => add(index)));

    const { pushSubscriptions } = await ask<{ pushSubscriptions: { endpoint: string }[] }>(
      'u1',
      '{ pushSubscriptions { endpoint } }',
    );

    expect(pushSubscriptions).toHaveLength(20);
  });

  it('belongs to whoever signed in there last, and to nobody with wrong keys', async () => {
    const { api, ask } = await shop();
    const { subscription } = newBrowser('https://push.example.com/1');
    await ask('u1', ADD_BROWSER, { input: subscription });
    await ask('u2', ADD_BROWSER, { input: subscription });

    const { errors } = await api.query('u1', ADD_BROWSER, { input: { ...subscription, p256dh: 'short', auth: '' } });

    expect(await ask('u1', '{ pushSubscriptions { id } }')).toEqual({ pushSubscriptions: [] });
    expect(await ask('u2', '{ pushSubscriptions { endpoint } }')).toEqual({
      pushSubscriptions: [{ endpoint: 'https://push.example.com/1' }],
    });
    expect(errors?.[0]?.extensions).toMatchObject({ reasons: [{ param: 'p256dh' }, { param: 'auth' }] });
  });
});

describe('the log', () => {
  it('is one’s own, and everybody’s for admins; a deleted user leaves none', async () => {
    const place = await outside();
    const { addWebhook, tell, log, outward } = await shop();
    for (const user of ['u1', 'u2']) {
      await addWebhook(user, place.url);
      await tell(user, ['WEBHOOK']);
    }

    expect((await log('u1')).totalCount).toBe(1);
    expect((await log('u1', { userId: { eq: 'u2' } })).totalCount).toBe(0);
    expect((await log(admin)).totalCount).toBe(2);
    expect((await log(admin, { userId: { eq: 'u2' } })).totalCount).toBe(1);
    await outward.erase('u2');
    expect((await log(admin)).totalCount).toBe(1);
  });
});
