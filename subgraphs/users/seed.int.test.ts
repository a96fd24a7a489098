import { describe, expect, it, onTestFinished } from 'vitest';
import { makeArgon2Passwords } from './adapters/argon2Passwords.ts';
import { makeAccountStore } from './adapters/mongoAccountStore.ts';
import { newAccount, newSession, started } from './fakes/userStoresContract.ts';
import { usersDatabase } from './fakes/usersDatabase.ts';
import { seedUsers } from './seed.ts';

const FIRST = 'correct horse battery staple';
const passwords = await makeArgon2Passwords({ atOnce: 2 });

async function shop() {
  const database = await usersDatabase(onTestFinished);
  const accounts = makeAccountStore(database);
  const seed = (password: string) =>
    seedUsers({ mongodbUri: database.uri, databasePrefix: database.prefix, password, logger: database.logger });
  return { ...database, accounts, seed };
}

describe('the demo users', () => {
  it('are there with their roles and the password, and nothing is published of them', async () => {
    const { accounts, seed, published } = await shop();

    await seed(FIRST);

    const ada = await accounts.byEmail('admin@bazaar.example');
    expect(ada).toMatchObject({ name: 'Ada Admin', roles: ['customer', 'admin'] });
    for (const email of ['alice@bazaar.example', 'bob@bazaar.example']) {
      const account = await accounts.byEmail(email);
      expect(account?.roles).toEqual(['customer']);
      expect(await passwords.verify(FIRST, account?.passwordHash)).toBe(true);
      expect(await published(account?.id ?? '')).toEqual([]);
    }
  });

  it('stay as they are when seeded again, at the same moment too', async () => {
    const { models, seed } = await shop();
    await Promise.all([seed(FIRST), seed(FIRST)]);
    const before = await models.users.find().sort({ _id: 1 }).lean();

    await seed(FIRST);

    expect(before).toHaveLength(3);
    expect(await models.users.find().sort({ _id: 1 }).lean()).toEqual(before);
  });

  it('get another password when it was changed', async () => {
    const { accounts, seed } = await shop();
    await seed(FIRST);

    await seed('another long password');

    const alice = await accounts.byEmail('alice@bazaar.example');
    expect(await passwords.verify('another long password', alice?.passwordHash)).toBe(true);
    expect(await passwords.verify(FIRST, alice?.passwordHash)).toBe(false);
  });

  it('leave an account alone that somebody made before, but for its password', async () => {
    const { accounts, seed } = await shop();
    const early = newAccount({ email: 'bob@bazaar.example', passwordHash: await passwords.hash('her own password') });
    await accounts.register(early, newSession(early.id), [started()]);

    await seed(FIRST);

    expect(await accounts.byEmail(early.email)).toMatchObject({ id: early.id, name: early.name });
  });
});
