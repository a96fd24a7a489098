import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
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
