import { describe, expect, it } from 'vitest';
import type { MailIntegrationEvent } from '#events/contracts/mails.v1.ts';
import { makeFollowMails } from './followMails.ts';
import { notificationsUnderTest } from './notificationsUnderTest.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const ana = 'a0000000-0000-4000-8000-000000000000';
const admin = { userId: 'd0000000-0000-4000-8000-000000000000', roles: ['admin' as const] };

const SEND = `mutation ($input: SendTestEmailInput!) { sendTestEmail(input: $input) { mailId } }`;
const CONTENT = `query ($mailId: ID!) { testMail(mailId: $mailId) { to subject html } }`;
const MAILS = `{ mails { totalCount nodes { id template status reason attempts at user { id } } } }`;
const input = { to: 'ops@example.org', subject: 'Does it work?', html: '<p>Yes</p>' };

function shop() {
  const notifications = notificationsUnderTest({ now: noon });
  const send = async (changes: object = {}, user: Parameters<typeof notifications.query>[0] = admin) => {
    const { data, errors } = await notifications.query(user, SEND, { input: { ...input, ...changes } });
    const mailId = (data as { sendTestEmail: { mailId: string } } | null)?.sendTestEmail.mailId;
    return { mailId, refusal: errors?.[0]?.extensions };
  };
  const content = async (mailId: string | undefined, service = 'email') =>
    notifications.queryAsService(service, CONTENT, { mailId });
  const { mails, testMails } = notifications;
  const followMails = makeFollowMails({ mails, testMails });
  const follow = (event: MailIntegrationEvent) => followMails(event, { position: { partition: 0, offset: '1' } });
  return { ...notifications, send, content, follow };
}

const envelope = { id: 'e0000000-0000-4000-8000-000000000001', occurredAt: noon.toISOString(), sequence: 1 };

describe('a test mail', () => {
  it('is accepted, asked for by the worker, and erased when its end is told', async () => {
    const { send, content, testMails, follow } = shop();

    const { mailId = '' } = await send();

    expect(testMails.published).toMatchObject([
      { type: 'TestMailRequested', key: admin.userId, data: { mailId, userId: admin.userId } },
    ]);
    expect(JSON.stringify(testMails.published)).not.toContain('ops@example.org');
    expect((await content(mailId)).data).toEqual({ testMail: input });

    const mail = { mailId, userId: admin.userId, template: 'TestMailRequested', attempts: 1 };
    await follow({ ...envelope, type: 'MailSent', data: { ...mail, sentAt: noon.toISOString() } });
    expect((await content(mailId)).data).toEqual({ testMail: null });
  });

  it('is sent once under one key, and the key takes no other mail', async () => {
    const { send, testMails } = shop();
    const idempotencyKey = 'k1';

    const [first, again] = [await send({ idempotencyKey }), await send({ idempotencyKey })];
    const other = await send({ idempotencyKey, subject: 'Another' });
    const colleague = await send({ idempotencyKey }, { ...admin, userId: ana });

    expect(again).toEqual(first);
    expect(other.refusal).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'IDEMPOTENCY_KEY_REUSED' });
    expect(colleague.mailId).not.toBe(first.mailId);
    expect(testMails.published).toHaveLength(2);
  });

  it.each([
    ['to', 'ops@example.org,eve@example.org'],
    ['to', 'Ops <ops@example.org>'],
    ['to', 'ops@example.org\r\nBcc: eve@example.org'],
    ['to', `${'a'.repeat(250)}@b.example`],
    ['to', 'ops'],
    ['subject', 'Hi\r\nBcc: eve@example.org'],
    ['subject', ''],
    ['subject', 'x'.repeat(201)],
    ['html', ''],
    ['html', 'ă'.repeat(51_201)],
    ['idempotencyKey', ''],
  ])('needs one plain recipient and plain fields: %s %j', async (field, value) => {
    const { send, testMails } = shop();

    const { refusal } = await send({ [field]: value });

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', reasons: [expect.objectContaining({ param: field })] });
    expect(testMails.published).toEqual([]);
  });

  it('is for admins, and its content for the worker', async () => {
    const { send, content, query } = shop();
    const { mailId } = await send();

    expect((await send({}, ana)).refusal).toMatchObject({ code: 'FORBIDDEN', reason: 'ADMIN_REQUIRED' });
    expect((await send({}, null)).refusal).toMatchObject({ reason: 'SIGN_IN_REQUIRED' });
    expect((await content(mailId, 'notification')).errors?.[0]?.extensions).toMatchObject({ reason: 'SERVICE_ONLY' });
    expect((await query(admin, CONTENT, { mailId })).errors?.[0]?.extensions).toMatchObject({ reason: 'SERVICE_ONLY' });
  });
});

describe('the log of mails', () => {
  it('tells an admin what became of each mail', async () => {
    const { query, follow } = shop();
    const [sent, parked] = ['1', '2'].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`) as [string, string];
    const mail = { userId: ana, template: 'OrderPaid' };
    await follow({
      ...envelope,
      type: 'MailSent',
      data: { ...mail, mailId: sent, attempts: 3, sentAt: '2030-01-01T11:00:00.000Z' },
    });
    await follow({
      ...envelope,
      type: 'MailParked',
      data: { ...mail, mailId: parked, attempts: 1, reason: 'NO_RECIPIENT' },
    });

    const { data } = await query(admin, MAILS);

    const of = { template: 'OrderPaid', user: { id: ana } };
    expect(data).toEqual({
      mails: {
        totalCount: 2,
        nodes: [
          { ...of, id: parked, status: 'PARKED', reason: 'NO_RECIPIENT', attempts: 1, at: noon.toISOString() },
          { ...of, id: sent, status: 'SENT', reason: null, attempts: 3, at: '2030-01-01T11:00:00.000Z' },
        ],
      },
    });
  });

  it('is for admins', async () => {
    const { query } = shop();

    expect((await query(ana, MAILS)).errors?.[0]?.extensions).toMatchObject({ reason: 'ADMIN_REQUIRED' });
    expect((await query(null, MAILS)).errors?.[0]?.extensions).toMatchObject({ reason: 'SIGN_IN_REQUIRED' });
  });
});
