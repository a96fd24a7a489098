import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { newMailRequest } from '../domain/mailRequest.ts';
import { keepsMailRequests } from '../fakes/mailRequestsContract.ts';
import { keepsOwnAccounts } from '../fakes/selfServiceContract.ts';
import { NOON, newAccount, newSession, started } from '../fakes/userStoresContract.ts';
import { usersDatabase } from '../fakes/usersDatabase.ts';
import { makeAccountStore } from './mongoAccountStore.ts';
import { makeAddressStore } from './mongoAddressStore.ts';
import { makeMailRequestStore } from './mongoMailRequestStore.ts';
import { makeOwnAccountStore } from './mongoOwnAccountStore.ts';
import { makeResetInquiries } from './mongoResetInquiries.ts';
import { makeSessionStore } from './mongoSessionStore.ts';

const database = await usersDatabase(afterAll);
const { mongo, models, outbox, published } = database;
const accounts = makeAccountStore(database);

describe('own accounts in MongoDB', () => {
  const stores = {
    accounts,
    sessions: makeSessionStore(database),
    ownAccounts: makeOwnAccountStore(database),
    addresses: makeAddressStore(database),
    mailRequests: makeMailRequestStore(database),
    inquiries: makeResetInquiries(database),
    published: async (userId: string) => (await published(userId)).map(({ value }) => JSON.parse(value).type),
  };
  keepsOwnAccounts(() => stores);
  keepsMailRequests(() => stores);
});

/** Writes its rows, and then the transaction around it fails. */
const failing = {
  append: async (events: Parameters<typeof outbox.append>[0]) => {
    await outbox.append(events);
    throw new AppError('UNAVAILABLE', 'TEST', 'the database went away');
  },
};

describe('a transaction that is aborted', () => {
  it('leaves password, sessions and the reset token as they were', async () => {
    const account = newAccount();
    const { token } = started();
    await accounts.register(account, newSession(account.id), [started(token)]);
    const wanted = { id: account.id, userId: account.id, purpose: 'resetPassword', email: account.email } as const;
    const mailRequests = makeMailRequestStore(database);
    await mailRequests.make(newMailRequest(wanted, new Date()), NOON);
    await mailRequests.mint(account.id, token, new Date());
    const before = await published(account.id);

    const { resetPassword } = makeMailRequestStore({ mongo, models, outbox: failing });
    const moment = { at: NOON, now: new Date() };
    await expect(resetPassword(token, 'another hash', moment)).rejects.toMatchObject({ reason: 'TEST' });

    expect(await accounts.byId(account.id)).toEqual(account);
    expect(await published(account.id)).toEqual(before);
    expect(await mailRequests.resetPassword(token, 'another hash', moment)).toBe(1);
  });
});

describe('what is stored', () => {
  it('holds no token, only its hash', async () => {
    const rows = await models.mailRequests.find().lean();
    const fields = new Set(rows.flatMap((row) => Object.keys(row)));
    expect([...fields].toSorted()).toEqual(['_id', 'email', 'expiresAt', 'purpose', 'tokenHash', 'userId']);
  });

  it.each([
    ['mail_requests', { tokenHash: 'x', expiresAt: { $gt: NOON } }],
    ['mail_requests', { userId: 'x', purpose: 'resetPassword' }],
    ['sessions', { userId: 'x', status: 'open' }],
  ])('in %s is found by an index', async (collection, filter) => {
    const plan = await mongo.connection.collection(collection).find(filter).explain('queryPlanner');
    expect(JSON.stringify(plan['queryPlanner'].winningPlan)).toContain('IXSCAN');
    expect(JSON.stringify(plan['queryPlanner'].winningPlan)).not.toContain('COLLSCAN');
  });

  it('and has expired is removed', async () => {
    const indexes = await mongo.connection.collection('mail_requests').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
    const inquiries = await mongo.connection.collection('reset_inquiries').indexes();
    expect(inquiries).toContainEqual(expect.objectContaining({ key: { createdAt: 1 }, expireAfterSeconds: 3_600 }));
  });
});
