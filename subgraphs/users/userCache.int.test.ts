import { afterAll, expect, it, vi } from 'vitest';
import { startRelay } from '#events/outbox/relay.ts';
import { openTransport } from '#events/transport/open.ts';
import { testScope } from '#testing/testScope.ts';
import { makeAccountStore, makeUserQueries } from './adapters/mongoAccountStore.ts';
import { makeAdministration } from './adapters/mongoAdministration.ts';
import { makeOwnAccountStore } from './adapters/mongoOwnAccountStore.ts';
import { dropOnCommit } from './dropOnCommit.ts';
import { NOON, newAccount, newSession, started } from './fakes/userStoresContract.ts';
import { usersDatabase } from './fakes/usersDatabase.ts';
import { cachedQueries, followUserChanges, makeUserCache } from './userCache.ts';

const database = await usersDatabase(afterAll);
const { models, mongo, outbox, uri, prefix } = database;
const scope = testScope('users');
afterAll(() => scope.stop());
const config = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, TOPIC_PREFIX: '', STARTUP_TIMEOUT_MS: 5_000 };
const transport = await openTransport(config, { name: 'users', alone: true }, scope);
await startRelay({ mongo, transport, name: 'users' }, scope);

/** One of several replicas, with a cache of its own. */
async function replica() {
  const byIds = vi.fn(makeUserQueries(models).byIds);
  const cache = makeUserCache({ byIds });
  await followUserChanges(cache, transport, scope);
  const written = { ...dropOnCommit({ mongo, outbox }, cache.drop), models, files: database.files };
  const name = async (id: string) => (await cachedQueries(cache).byIds([id]))[0]?.name;
  return { name, byIds, own: makeOwnAccountStore(written), administration: makeAdministration(written) };
}
const [here, there] = [await replica(), await replica()];

async function registered() {
  const account = newAccount({ name: 'Ana Pop' });
  await makeAccountStore(database).register(account, newSession(account.id), [started()]);
  await vi.waitFor(async () => expect(await models.users.exists({ _id: account.id })).not.toBeNull());
  return account.id;
}

it('users are read once, until something about them changes', async () => {
  const id = await registered();
  for (let times = 0; times < 3; times++) expect(await here.name(id)).toBe('Ana Pop');
  const reads = here.byIds.mock.calls.filter(([ids]) => ids.includes(id));
  expect(reads.length).toBeLessThanOrEqual(2); // the event of the registration may arrive in between
});

it('a change is seen at once where it was made, and soon everywhere', async () => {
  const id = await registered();
  await Promise.all([here.name(id), there.name(id)]);

  await here.own.changeProfile(id, { name: 'Ana Brandnew' }, NOON);

  expect(await here.name(id)).toBe('Ana Brandnew');
  await vi.waitFor(async () => expect(await there.name(id)).toBe('Ana Brandnew'), { timeout: 5_000 });
});

it('who was deleted is not shown from any cache', async () => {
  const id = await registered();
  await Promise.all([here.name(id), there.name(id)]);

  await there.administration.change(id, () => [{ type: 'UserDeleted' }], { at: NOON, now: new Date() });

  expect(await there.name(id)).toBeUndefined();
  await vi.waitFor(async () => expect(await here.name(id)).toBeUndefined(), { timeout: 5_000 });
});
