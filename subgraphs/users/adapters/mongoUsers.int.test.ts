import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { MOST_SESSIONS } from '../domain/session.ts';
import { keepsUsers, NOON, newAccount, newSession, started } from '../fakes/userStoresContract.ts';
import { usersDatabase } from '../fakes/usersDatabase.ts';
import { makeAccountStore, makeUserQueries } from './mongoAccountStore.ts';
import { makeSessionStore } from './mongoSessionStore.ts';

const database = await usersDatabase(afterAll);
const { mongo, models, outbox, published } = database;
const accounts = makeAccountStore(database);
const sessions = makeSessionStore(database);

describe('users in MongoDB', () => {
  keepsUsers(() => ({
    accounts,
    sessions,
    queries: makeUserQueries(models),
    published: async (userId) => (await published(userId)).map(({ value }) => JSON.parse(value).type),
  }));
});

/** Writes its rows, and then the transaction around it fails. */
const failing = {
  append: async (events: Parameters<typeof outbox.append>[0]) => {
    await outbox.append(events);
    throw new AppError('UNAVAILABLE', 'TEST', 'the database went away');
  },
};

describe('a transaction that is aborted', () => {
  it('leaves no user, no session and nothing to publish', async () => {
    const { register } = makeAccountStore({ mongo, models, outbox: failing });
    const account = newAccount();
    const token = started();

    await expect(register(account, newSession(account.id), [token])).rejects.toMatchObject({ reason: 'TEST' });

    expect(await accounts.byId(account.id)).toBeNull();
    expect(await sessions.ofToken(token.token)).toBeNull();
    expect(await published(account.id)).toEqual([]);
    // The e-mail is free again.
    await accounts.register(account, newSession(account.id), [started()]);
  });

  it('leaves a session as it was', async () => {
    const account = newAccount();
    const { token, ...rest } = started();
    await accounts.register(account, newSession(account.id), [{ token, ...rest }]);
    const session = await sessions.ofToken(token);
    const { advance } = makeSessionStore({ mongo, models, outbox: failing });

    const end = [{ type: 'SessionEnded', because: 'loggedOut' }] as const;
    await expect(session && advance(session, end, NOON)).rejects.toMatchObject({ reason: 'TEST' });

    expect(await sessions.ofToken(token)).toEqual(session);
    expect(await published(account.id)).toHaveLength(1);
  });
});

describe('a session that starts beyond the most', () => {
  it('ends those that lay unused longest, and that is published', async () => {
    const account = newAccount();
    await accounts.register(account, newSession(account.id), [started()]);
    const day = 86_400_000;
    const later = (minutes: number) => new Date(Date.now() + day + minutes * 60_000);
    const open = Array.from({ length: MOST_SESSIONS + 1 }, (_, index) => {
      const [_id, token] = [randomUUID(), randomUUID()];
      return { _id, userId: account.id, status: 'open' as const, token, expiresAt: later(index) };
    });
    await models.sessions.insertMany(open);

    const fresh = newSession(account.id);
    expect(await sessions.start(account, fresh, [started()], NOON)).toBe(true);

    const left = await models.sessions.find({ userId: account.id, status: 'open' }).lean();
    expect(left).toHaveLength(MOST_SESSIONS);
    const gone: string[] = open.slice(0, 3).map(({ _id }) => _id);
    expect(left.map(({ _id }) => _id)).toContain(fresh.id);
    expect(left.filter(({ _id }) => gone.includes(_id))).toEqual([]);
    const events = (await published(account.id)).map(({ value }) => JSON.parse(value));
    const revoked = events.filter(({ type }) => type === 'SessionRevoked').map(({ data }) => data.sessionId);
    expect(revoked.toSorted()).toEqual(gone.toSorted());
  });
});

describe('what is stored', () => {
  it('is found by an index, and what has expired is removed', async () => {
    const plan = await mongo.connection.collection('users').find({ email: 'a@b.example' }).explain('queryPlanner');
    expect(JSON.stringify(plan['queryPlanner'].winningPlan)).toContain('IXSCAN');
    for (const name of ['sessions', 'refresh_tokens']) {
      const indexes = await mongo.connection.collection(name).indexes();
      expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
    }
  });
});
