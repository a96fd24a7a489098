import { describe, expect, it } from 'vitest';
import { notificationsUnderTest } from './notificationsUnderTest.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const [ana, bob] = ['a0000000-0000-4000-8000-000000000000', 'b0000000-0000-4000-8000-000000000000'];

const CHOICES = '{ notificationPreferences { choices { category channel enabled mandatory } } }';
const UPDATE = `mutation ($choices: [NotificationPreferenceInput!]!) {
  updateNotificationPreferences(input: { choices: $choices }) {
    __typename
    ... on NotificationPreferencesUpdated { preferences { choices { category channel enabled } } }
    ... on UserError { code param }
  }
}`;
const CHANNELS = `query ($userId: ID!, $category: NotificationCategory!) { channelsFor(userId: $userId, category: $category) }`;

const choice = (category: string, channel: string, enabled: boolean) => ({ category, channel, enabled });

function people() {
  const notifications = notificationsUnderTest({ now: noon });
  const channels = async (userId: string, category: string, service = 'email') => {
    const { data, errors } = await notifications.queryAsService(service, CHANNELS, { userId, category });
    return (data as { channelsFor: string[] } | null)?.channelsFor ?? errors?.[0]?.extensions?.['reason'];
  };
  return { ...notifications, channels };
}

describe('notification preferences', () => {
  it('begin with everything on', async () => {
    const { data } = await people().query(ana, CHOICES);

    const { choices } = (data as { notificationPreferences: { choices: { enabled: boolean }[] } })
      .notificationPreferences;
    expect(choices).toHaveLength(12);
    expect(choices.every(({ enabled }) => enabled)).toBe(true);
    expect(choices[0]).toEqual({ category: 'ACCOUNT', channel: 'EMAIL', enabled: true, mandatory: true });
  });

  it('change what is named and leave the rest, for the caller only', async () => {
    const { query, channels } = people();

    await query(ana, UPDATE, { choices: [choice('PAYMENTS', 'EMAIL', false), choice('PAYMENTS', 'PUSH', false)] });
    await query(ana, UPDATE, { choices: [choice('PAYMENTS', 'PUSH', true)] });

    expect(await channels(ana, 'PAYMENTS')).toEqual(['IN_APP', 'PUSH', 'WEBHOOK']);
    expect(await channels(ana, 'ORDER_UPDATES')).toHaveLength(4);
    expect(await channels(bob, 'PAYMENTS')).toHaveLength(4);
  });

  it('keep the mails about the account on, and then change nothing else either', async () => {
    const { query, channels } = people();

    const choices = [choice('PAYMENTS', 'EMAIL', false), choice('ACCOUNT', 'EMAIL', false)];
    const { data } = await query(ana, UPDATE, { choices });

    expect(data).toEqual({
      updateNotificationPreferences: {
        __typename: 'MandatoryNotification',
        code: 'MANDATORY_NOTIFICATION',
        param: 'choices.1',
      },
    });
    expect(await channels(ana, 'PAYMENTS')).toContain('EMAIL');
  });

  it('refuse no choices, and two about the same', async () => {
    const { query } = people();
    const reasons = async (choices: object[]) =>
      (await query(ana, UPDATE, { choices })).errors?.[0]?.extensions?.['reasons'];
    const twice = [choice('PAYMENTS', 'PUSH', true), choice('PAYMENTS', 'PUSH', false)];

    expect(await reasons([])).toEqual([{ param: 'choices', message: 'must have at least 1 item' }]);
    expect(await reasons(twice)).toEqual([{ param: 'choices.1', message: 'is named twice' }]);
  });

  it('are for signed-in users, and what services ask is for services', async () => {
    const { query, queryAsService, channels } = people();

    expect((await query(null, CHOICES)).errors?.[0]?.extensions).toMatchObject({ reason: 'SIGN_IN_REQUIRED' });
    const update = await query(null, UPDATE, { choices: [choice('PAYMENTS', 'PUSH', true)] });
    expect(update.errors?.[0]?.extensions).toMatchObject({ reason: 'SIGN_IN_REQUIRED' });
    expect(await channels(ana, 'PAYMENTS', 'orders')).toBe('SERVICE_ONLY');
    const token = `query ($userId: ID!) { unsubscribeToken(userId: $userId) }`;
    const refused = await queryAsService('notification', token, { userId: ana });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ reason: 'SERVICE_ONLY' });
  });
});
