import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { LoggedMail } from '../ports.ts';
import { makeResendParkedMails } from '../usecases/resendParkedMails.ts';
import { openMailLog } from './mongoMailLog.ts';
import { makeParkedMails } from './mongoParkedMails.ts';
import { openPreferences } from './mongoPreferences.ts';
import { openTestMails } from './mongoTestMails.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

async function database() {
  const { uri, prefix } = testMongo();
  const options = { appName: 'test', logger: testScope().logger, timeoutMs: 5_000 };
  const mongo = await openMongo({ uri, database: `${prefix}_notifications`, ...options });
  onTestFinished(async () => {
    await mongo.connection.dropDatabase();
    await mongo.close();
  });
  return mongo;
}

const logged = (changes: Partial<LoggedMail> = {}): LoggedMail => ({
  id: randomUUID(),
  userId: randomUUID(),
  template: 'OrderPaid',
  status: 'SENT',
  reason: null,
  attempts: 1,
  at: noon,
  ...changes,
});

describe('the log of mails in MongoDB', () => {
  it('filters by user, template, status and time, and pages newest first', async () => {
    const log = await openMailLog(await database());
    const ana = randomUUID();
    const mails = [
      logged({ userId: ana, at: minutesLater(1) }),
      logged({ userId: ana, at: minutesLater(2), status: 'PARKED', reason: 'NO_RECIPIENT' }),
      logged({ template: 'PaymentRefunded', at: minutesLater(3) }),
    ];
    for (const mail of mails) await log.record(mail);
    const [first, second, third] = mails.map(({ id }) => id);
    const found = async (filter: FilterInput) => (await log.page(filter, pageOf({}))).nodes.map(({ id }) => id);

    expect(await found({})).toEqual([third, second, first]);
    expect(await found({ userId: { eq: ana } })).toEqual([second, first]);
    expect(await found({ template: { in: ['PaymentRefunded'] } })).toEqual([third]);
    expect(await found({ status: { eq: 'PARKED' } })).toEqual([second]);
    expect(await found({ at: { gte: minutesLater(2), lt: minutesLater(3) } })).toEqual([second]);
    expect(await found({ or: [{ status: { eq: 'PARKED' } }, { template: { eq: 'PaymentRefunded' } }] })).toEqual([
      third,
      second,
    ]);
    expect(await log.count({ userId: { eq: ana } })).toBe(2);

    const page = await log.page({}, pageOf({ first: 2 }));
    await log.record(logged({ at: minutesLater(4) }));
    const rest = await log.page({}, pageOf({ first: 2, after: page.pageInfo.endCursor }));
    expect(rest.nodes).toEqual([mails[0]]);
  });

  it('keeps the last word about a mail', async () => {
    const log = await openMailLog(await database());
    const mail = logged({ status: 'PARKED', reason: 'MAIL_REFUSED' });

    for (const word of [mail, mail, { ...mail, status: 'SENT', reason: null, attempts: 2 } as const])
      await log.record(word);

    const { nodes } = await log.page({}, pageOf({}));
    expect(nodes).toEqual([{ ...mail, status: 'SENT', reason: null, attempts: 2 }]);
  });

  it('names no deleted user, neither in what is there nor in what is told later', async () => {
    const log = await openMailLog(await database());
    const [gone, stays] = [randomUUID(), randomUUID()];
    await log.record(logged({ userId: gone, at: minutesLater(1) }));
    await log.record(logged({ userId: stays, at: minutesLater(2) }));

    await log.erase(gone);
    await log.erase(gone);
    await log.record(logged({ userId: gone, at: minutesLater(3) }));

    const { nodes } = await log.page({}, pageOf({}));
    expect(nodes.map(({ userId }) => userId)).toEqual([null, stays, null]);
  });

  it.each([
    ['all', {}],
    ['one user', { userId: 'u1' }],
    ['one template', { template: 'OrderPaid' }],
    ['one status', { status: 'PARKED' }],
  ])('reads the mails of %s from an index, without sorting them', async (_whose, filter) => {
    const mongo = await database();
    await openMailLog(mongo);

    const rows = mongo.connection.collection('mail_log');
    const plan = await rows.find(filter).sort({ at: -1, _id: -1 }).limit(21).explain('queryPlanner');

    const stages = JSON.stringify(plan['queryPlanner'].winningPlan);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toMatch(/COLLSCAN|"SORT"/);
  });
});

describe('preferences in MongoDB', () => {
  it('keep changes that are made at the same moment, from the very first on', async () => {
    const store = await openPreferences(await database());
    const userId = randomUUID();
    const names = ['PAYMENTS:EMAIL', 'PAYMENTS:PUSH', 'ORDER_UPDATES:EMAIL', 'ACCOUNT:PUSH'] as const;

    await Promise.all([
      ...names.map((name) => store.change(userId, { off: [name], on: [] })),
      store.tokenOf(userId, 'token'),
    ]);
    await store.change(userId, { off: ['PAYMENTS:EMAIL'], on: ['ACCOUNT:PUSH'] });

    expect([...(await store.offOf(userId))].sort()).toEqual(['ORDER_UPDATES:EMAIL', 'PAYMENTS:EMAIL', 'PAYMENTS:PUSH']);
    expect(await store.userOfToken('token')).toBe(userId);
  });

  it('give a user one token for ever, and a deleted user none', async () => {
    const store = await openPreferences(await database());
    const userId = randomUUID();

    const tokens = await Promise.all(['a', 'b', 'c'].map((fresh) => store.tokenOf(userId, fresh)));
    expect(new Set(tokens).size).toBe(1);
    await store.change(userId, { off: ['PAYMENTS:EMAIL'], on: [] });

    await store.erase(userId);

    expect(await store.userOfToken(tokens[0] ?? '')).toBeNull();
    expect(await store.offOf(userId)).toEqual([]);
  });
});

describe('test mails in MongoDB', () => {
  async function store() {
    const mongo = await database();
    await ensureOutbox(outboxCollections(mongo));
    const events = async () => mongo.connection.collection('outbox').countDocuments();
    const rows = () => mongo.connection.collection('test_mails').find().toArray();
    return { store: await openTestMails(mongo, makeOutbox(mongo)), events, rows };
  }
  const mail = { to: 'ops@example.org', subject: 'Hi', html: '<p>Hi</p>' };
  const row = (idempotencyKey: string | null = null) => ({
    mailId: randomUUID(),
    adminId: 'd0000000-0000-4000-8000-000000000000',
    idempotencyKey,
    fingerprint: 'f1',
    requestedAt: noon,
  });

  it('are asked for once under one key, also at the same moment, and always without one', async () => {
    const { store: mails, events } = await store();

    const same = await Promise.all([1, 2, 3].map(() => mails.add(row('k1'), mail)));
    await mails.add(row(), mail);
    await mails.add(row(), mail);

    expect(new Set(same.map(({ mailId }) => mailId)).size).toBe(1);
    expect(await events()).toBe(3);
  });

  it('leave neither address nor text behind when they are erased, and their key stays', async () => {
    const { store: mails, events, rows } = await store();
    const { mailId } = await mails.add(row('k1'), mail);
    expect(await mails.byId(mailId)).toEqual(mail);

    await mails.erase(mailId);

    expect(await mails.byId(mailId)).toBeNull();
    expect(JSON.stringify(await rows())).not.toMatch(/ops@|Hi/);
    expect((await mails.add(row('k1'), mail)).mailId).toBe(mailId);
    expect(await events()).toBe(1);
  });
});

describe('mails that were given up', () => {
  it('are asked for once, those alone that may still be wanted and that the worker still has', async () => {
    const mongo = await database();
    const log = await openMailLog(mongo);
    await ensureOutbox(outboxCollections(mongo));
    const resend = makeResendParkedMails({
      store: makeParkedMails(mongo, makeOutbox(mongo)),
      now: () => noon,
      realNow: () => noon,
    });
    const parked = (changes: Partial<LoggedMail>) => logged({ status: 'PARKED', reason: 'GAVE_UP', ...changes });
    const [first, second] = [parked({ at: minutesLater(-9) }), parked({ reason: 'MAIL_REFUSED' })];
    const unwanted = [
      logged(),
      parked({ reason: 'SWITCHED_OFF' }),
      parked({ template: 'TestMailRequested' }),
      parked({ userId: null }),
      parked({ at: minutesLater(-30 * 24 * 60) }),
    ];
    for (const mail of [...unwanted, second, first]) await log.record(mail);
    const asked = { adminId: randomUUID(), ids: null, reason: null };
    const events = async () =>
      (await mongo.connection.collection('outbox').find().toArray()).map(({ value }) => JSON.parse(value));

    const dry = await resend({ ...asked, dryRun: true });
    const one = await resend({ ...asked, reason: 'MAIL_REFUSED', dryRun: false });
    const rest = await resend({ ...asked, dryRun: false });

    expect(dry.mails.map(({ id, status }) => [id, status])).toEqual([
      [first.id, 'PARKED'],
      [second.id, 'PARKED'],
    ]);
    expect(one).toMatchObject({ mails: [{ id: second.id, status: 'WAITING' }], remaining: 0 });
    expect(rest.mails.map(({ id }) => id)).toEqual([first.id]);
    expect(await resend({ ...asked, dryRun: false })).toEqual({ mails: [], remaining: 0, dryRun: false });
    expect(await events()).toMatchObject([
      { type: 'MailResendRequested', data: { mailId: second.id, userId: asked.adminId } },
      { type: 'MailResendRequested', data: { mailId: first.id, userId: asked.adminId } },
    ]);
  });
});
