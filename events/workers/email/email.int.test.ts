import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openMailQueue } from './adapters/mongoMailQueue.ts';
import { makeSmtpPost } from './adapters/smtpPost.ts';
import { makeComposeMail } from './composeMail.ts';
import { makeDeliverMail } from './deliverMail.ts';
import type { ClaimedMail, Outcome } from './ports.ts';
import { startSender } from './sender.ts';
import { userEvents } from './testing/events.ts';
import { smtpServer } from './testing/smtpServer.ts';

const ana = { email: 'ana@example.org', name: 'Ana', language: 'en' } as const;
const SECONDS = { timeout: 15_000, interval: 20 };

async function mailbag({ leaseMs = 60_000 } = {}) {
  const scope = testScope();
  onTestFinished(scope.stop);
  const { uri, prefix } = testMongo();
  const settings = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, STARTUP_TIMEOUT_MS: 10_000 };
  const mongo = await openServiceDatabase('email', settings, scope);
  const wake = vi.fn();
  await ensureOutbox(outboxCollections(mongo));
  const outbox = makeOutbox(mongo);
  const open = (ms: number) => openMailQueue({ mongo, outbox, onAdded: wake, leaseMs: ms });
  const queue = await open(leaseMs);
  const add = (event = newEvent(), userId: string = randomUUID()) => queue.add({ id: event.id, userId, event });
  const published = async () =>
    (await mongo.connection.collection('outbox').find({}).toArray()).map((row) => JSON.parse(row['value']));
  const states = async () => (await mongo.connection.collection('mails').find({}).toArray()).map(({ state }) => state);
  return { scope, mongo, queue, open, add, wake, states, published };
}

const newEvent = () => ({ ...userEvents[0], id: randomUUID() });

/** Sends as the worker does, to an SMTP server that follows `script`. */
async function sending(bag: Awaited<ReturnType<typeof mailbag>>, script: Parameters<typeof smtpServer>[0] = {}) {
  const server = await smtpServer(script);
  onTestFinished(server.stop);
  const { host, port } = server;
  const deliver = makeDeliverMail({
    compose: makeComposeMail({
      recipientOf: async () => ana,
      secretOf: async () => null,
      wishesOf: async () => ({ mailed: true, unsubscribeToken: 'token' }),
      testMailOf: async () => null,
      shopUrl: undefined,
      publicUrl: 'http://localhost:4000',
    }),
    post: makeSmtpPost({ host, port, from: 'shop@bazaar.example' }),
    now: () => new Date(),
    onFailure: (_mail, error) => {
      throw error;
    },
  });
  return { server, deliver, start: () => startSender({ queue: bag.queue, deliver, pollMs: 20 }, bag.scope) };
}

const messageIds = (received: readonly { source: string }[]) =>
  received.map(({ source }) => /^Message-ID: (.+)$/m.exec(source)?.[1]?.trim());

describe('a mail on its way', () => {
  it('is there with the transaction that asked for it, or not at all', async () => {
    const { mongo, add, wake, states } = await mailbag();
    const aborted = mongo.transaction(async () => {
      await add();
      throw new Error('the inbox row could not be written');
    });
    await expect(aborted).rejects.toThrow('inbox');
    expect(await states()).toEqual([]);

    await mongo.transaction(() => add());

    expect(await states()).toEqual(['waiting']);
    expect(wake).toHaveBeenCalled();
  });

  it('survives a mail server that puts it off, and one that hangs up before it has taken it', async () => {
    const bag = await mailbag();
    const trouble: (number | 'drop')[] = [451, 'drop'];
    const { server, start } = await sending(bag, { data: () => trouble.shift() });
    const event = newEvent();
    await bag.add(event);

    start();

    await vi.waitFor(async () => expect(await bag.states()).toEqual(['sent']), SECONDS);
    expect(messageIds(server.received)).toEqual([`<${event.id}@bazaar.example>`]);
    expect(trouble).toEqual([]);
  });

  it('goes out once more, under the same id, when its sender dies between the server’s yes and the mark', async () => {
    const bag = await mailbag();
    const { server, deliver, start } = await sending(bag);
    const event = newEvent();
    await bag.add(event);
    const dying = await bag.open(50);
    await deliver((await dying.claim()) as ClaimedMail);

    start();

    await vi.waitFor(async () => expect(await bag.states()).toEqual(['sent']), SECONDS);
    expect(messageIds(server.received)).toEqual(Array(2).fill(`<${event.id}@bazaar.example>`));
  });

  it('is not taken from a sender whose lease lasts, and is taken when it ends', async () => {
    const { queue, add } = await mailbag({ leaseMs: 1_500 });
    await add();
    const first = (await queue.claim()) as ClaimedMail;
    expect(await queue.claim()).toBeNull();

    const taken = await vi.waitUntil(() => queue.claim(), SECONDS);

    expect(taken).toMatchObject({ id: first.id, attempts: 2, fence: first.fence + 1 });
    expect(await queue.settle(first, { state: 'parked', reason: 'too late to say' })).toBe(false);
    expect(await queue.settle(taken, { state: 'sent' })).toBe(true);
  });

  it('stays with its sender for as long as a slow server takes', async () => {
    const bag = await mailbag({ leaseMs: 2_000 });
    await bag.add();
    const slow = Promise.withResolvers<Outcome>();
    const deliver = vi.fn(() => slow.promise);
    startSender({ queue: bag.queue, deliver, pollMs: 20, renewMs: 50 }, bag.scope);
    await vi.waitFor(() => expect(deliver).toHaveBeenCalled(), SECONDS);
    const first = await bag.mongo.connection.collection('mails').findOne({});
    await vi.waitFor(async () => {
      const now = await bag.mongo.connection.collection('mails').findOne({});
      expect(now?.['dueAt'].getTime()).toBeGreaterThan(first?.['dueAt'].getTime() + 2_000);
    }, SECONDS);

    slow.resolve({ state: 'sent' });

    await vi.waitFor(async () => expect(await bag.states()).toEqual(['sent']), SECONDS);
    expect(deliver).toHaveBeenCalledTimes(1);
  });

  it('stays for an operator when the server refuses it, and holds up no other', async () => {
    const bag = await mailbag();
    const answers = [550];
    const { server, start } = await sending(bag, { rcpt: () => answers.shift() });
    await bag.add();
    await bag.add();

    start();

    await vi.waitFor(async () => expect((await bag.states()).sort()).toEqual(['parked', 'sent']), SECONDS);
    expect(server.received).toHaveLength(1);
  });

  it('leaves once, however many senders work side by side', async () => {
    const bag = await mailbag();
    const { server, start } = await sending(bag);
    const events = Array.from({ length: 20 }, newEvent);
    for (const event of events) await bag.add(event);

    start();
    start();

    await vi.waitFor(async () => expect(new Set(await bag.states())).toEqual(new Set(['sent'])), SECONDS);
    const expected = events.map(({ id }) => `<${id}@bazaar.example>`);
    expect(messageIds(server.received).sort()).toEqual(expected.sort());
  });

  it('waits again when an admin wants it, unless it was sent', async () => {
    const { queue, add, mongo, states } = await mailbag();
    const [sent, refused] = [newEvent(), newEvent()];
    await add(sent);
    await queue.settle((await queue.claim()) as ClaimedMail, { state: 'sent' });
    await add(refused);
    await queue.settle((await queue.claim()) as ClaimedMail, { state: 'parked', reason: 'MAIL_REFUSED' });

    await mongo.transaction(async () => {
      for (const { id } of [sent, refused]) await queue.resend(id);
    });

    expect(await states()).toEqual(['sent', 'waiting']);
    expect(await queue.claim()).toMatchObject({ id: refused.id, attempts: 1 });
  });

  it('is told of when it was sent or given up, and not before', async () => {
    const { queue, add, published } = await mailbag();
    const [sent, refused] = [newEvent(), newEvent()];
    const userId = randomUUID();
    await add(sent, userId);
    const first = (await queue.claim()) as ClaimedMail;
    await queue.settle(first, { state: 'waiting', delayMs: 0, reason: 'MAIL_DEFERRED' });
    expect(await published()).toEqual([]);

    await queue.settle((await queue.claim()) as ClaimedMail, { state: 'sent' });
    await queue.settle(first, { state: 'parked', reason: 'MAIL_REFUSED' });
    await add(refused, userId);
    await queue.settle((await queue.claim()) as ClaimedMail, { state: 'parked', reason: 'MAIL_REFUSED' });

    expect(await published()).toMatchObject([
      { type: 'MailSent', data: { mailId: sent.id, userId, template: 'UserRegistered', attempts: 2 } },
      { type: 'MailParked', data: { mailId: refused.id, userId, attempts: 1, reason: 'MAIL_REFUSED' } },
    ]);
  });

  it('is neither marked nor told of when one of both fails', async () => {
    const { mongo, add, states, published } = await mailbag();
    const outbox = { append: () => Promise.reject(new Error('no outbox')) };
    const broken = await openMailQueue({ mongo, outbox, onAdded: () => undefined });
    await add();

    await expect(broken.settle((await broken.claim()) as ClaimedMail, { state: 'sent' })).rejects.toThrow('no outbox');

    expect(await states()).toEqual(['waiting']);
    expect(await published()).toEqual([]);
  });

  it('is dropped when its user is deleted, also while a sender has it in hand', async () => {
    const { queue, add, states, published } = await mailbag();
    const [leaving, staying] = [randomUUID(), randomUUID()];
    await add(newEvent(), leaving);
    const inHand = (await queue.claim()) as ClaimedMail;
    await add(newEvent(), leaving);
    await add(newEvent(), staying);

    await queue.erase(leaving);

    expect(await queue.settle(inHand, { state: 'sent' })).toBe(false);
    expect(await states()).toEqual(['waiting']);
    expect(await published()).toEqual([]);
  });
});
