import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { administersUsers } from '../fakes/administrationContract.ts';
import { countsAttempts } from '../fakes/countersContract.ts';
import { NOON, newAccount, newSession, started } from '../fakes/userStoresContract.ts';
import { usersDatabase } from '../fakes/usersDatabase.ts';
import { makeAccountStore } from './mongoAccountStore.ts';
import { makeAdministration } from './mongoAdministration.ts';
import { makeCounters } from './mongoCounters.ts';
import { makeSessionStore } from './mongoSessionStore.ts';

const HEAD_START_MS = 500;
/** Runs something that takes no part in the transaction that is open. */
const outside = AsyncLocalStorage.snapshot();

const database = await usersDatabase(afterAll);
const { mongo, models, outbox, published } = database;
const accounts = makeAccountStore(database);
const sessions = makeSessionStore(database);

describe('accounts in MongoDB', () => {
  administersUsers(() => ({
    accounts,
    sessions,
    administration: makeAdministration(database),
    published: async (userId) => (await published(userId)).map(({ value }) => JSON.parse(value).type),
  }));
});

describe('counters in MongoDB', () => {
  countsAttempts(makeCounters(models));

  it('are removed once their window has ended', async () => {
    const indexes = await mongo.connection.collection('attempts').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { endsAt: 1 }, expireAfterSeconds: 0 }));
  });
});

describe('an erased user', () => {
  it('is nowhere in the database but as an id', async () => {
    const account = newAccount({
      name: 'Zamfira Unmistakable',
      email: 'zamfira@bazaar.example',
      phone: '+40712345678',
    });
    await accounts.register(account, newSession(account.id), [started()]);

    await makeAdministration(database).change(account.id, () => [{ type: 'UserDeleted' }], {
      at: NOON,
      now: new Date(),
    });

    const collections = await mongo.connection.db?.listCollections().toArray();
    for (const { name } of collections ?? []) {
      const rows = JSON.stringify(await mongo.connection.collection(name).find().toArray());
      expect(rows, name).not.toMatch(/zamfira|\+40712345678/i);
    }
  });
});

describe('a login whose transaction is open while a user is banned', () => {
  it('leaves no living session', async () => {
    const account = newAccount();
    const [first, second] = [started(), started()];
    await accounts.register(account, newSession(account.id), [first]);
    let ban: Promise<unknown> | undefined;
    const slow = {
      // Writes nothing: the numbers of events would conflict too, and the account alone must be enough.
      append: async () => {
        ban ??= outside(() =>
          makeAdministration(database).change(
            account.id,
            () => [{ type: 'UserBanned', reason: 'fraud', at: NOON }] as const,
            { at: NOON, now: new Date() },
          ),
        );
        // A ban that could commit now would not have seen the session.
        await Promise.race([ban, pause(HEAD_START_MS)]);
      },
    };
    const { start } = makeSessionStore({ mongo, models, outbox: slow });

    await start(account, newSession(account.id), [second], NOON);
    await ban;

    for (const { token } of [first, second]) {
      expect((await sessions.ofToken(token))?.state.status).not.toBe('open');
    }
  });
});

describe('a ban that is aborted', () => {
  it('leaves account and sessions as they were', async () => {
    const account = newAccount();
    const { token, ...rest } = started();
    await accounts.register(account, newSession(account.id), [{ token, ...rest }]);
    const failing = {
      append: async (events: Parameters<typeof outbox.append>[0]) => {
        await outbox.append(events);
        if (events.some(({ type }) => type === 'UserBanned')) throw new AppError('UNAVAILABLE', 'TEST', 'away');
      },
    };
    const { change } = makeAdministration({ ...database, outbox: failing });

    const ban = () => [{ type: 'UserBanned', reason: 'fraud', at: NOON }] as const;
    const changed = change(account.id, ban, { at: NOON, now: new Date() });
    await expect(changed).rejects.toMatchObject({ reason: 'TEST' });

    expect(await accounts.byId(account.id)).toEqual(account);
    expect((await sessions.ofToken(token))?.state.status).toBe('open');
    expect(await published(account.id)).toHaveLength(1);
  });
});
