import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import type { UserQuery } from '../adminPorts.ts';
import { newAccount } from '../fakes/userStoresContract.ts';
import { usersDatabase } from '../fakes/usersDatabase.ts';
import { fillNameWords } from './adminModels.ts';
import { makeOwnAccountStore } from './mongoOwnAccountStore.ts';
import { makeUserList } from './mongoUserList.ts';
import { userRowOf } from './userModels.ts';

const database = await usersDatabase(afterAll);
const { models, mongo } = database;
const list = makeUserList(models);
const day = (number: number) => new Date(Date.UTC(2030, 0, number));
const ban = { isDisabled: true, ban: { at: day(9), reason: 'fraud' } };

const people = [
  newAccount({ name: 'Ștefan Popescu', email: 'stefan@shop.example', createdAt: day(1), roles: ['customer', 'admin'] }),
  newAccount({ name: 'Ana Pop', email: 'ana.pop@shop.example', createdAt: day(2) }),
  newAccount({ name: 'Bob Ana-Maria', email: 'bob@shop.example', createdAt: day(3), roles: ['seller'] }),
  newAccount({ name: 'Carl (99%)', email: 'carl+99@shop.example', createdAt: day(4), ...ban }),
];
const [stefan = '', ana = '', bob = '', carl = ''] = people.map(({ email }) => email);

beforeAll(async () => {
  await models.users.create(people.map(userRowOf));
});

const emails = async (query: Partial<UserQuery>, page = {}) => {
  const { nodes } = await list({ filter: undefined, search: undefined, sort: 'NEWEST', ...query }, pageOf(page));
  return nodes.map(({ email }) => email);
};

describe('the list of users', () => {
  it('has all of them, newest first or in another order, both ways', async () => {
    expect(await emails({})).toEqual([carl, bob, ana, stefan]);
    expect(await emails({ sort: 'OLDEST' })).toEqual([stefan, ana, bob, carl]);
    expect(await emails({ sort: 'EMAIL' }, { first: 2 })).toEqual([ana, bob]);
    expect(await emails({ sort: 'EMAIL' }, { last: 2 })).toEqual([carl, stefan]);
  });

  it('goes on behind a cursor, and counts all when asked', async () => {
    const query = { filter: undefined, search: undefined, sort: 'NEWEST' } as const;
    const first = await list(query, pageOf({ first: 3 }));

    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(await first.count()).toBe(4);
    expect(await emails({}, { first: 3, after: first.pageInfo.endCursor })).toEqual([stefan]);
  });

  it.each<[FilterInput, string[]]>([
    [{ role: { eq: 'admin' } }, [stefan]],
    [{ role: { in: ['admin', 'seller'] } }, [bob, stefan]],
    [{ banned: true }, [carl]],
    [{ banned: false, createdAt: { gte: day(2) } }, [bob, ana]],
    [{ createdAt: { gt: day(1), lt: day(4) } }, [bob, ana]],
    [{ or: [{ banned: true }, { role: { eq: 'seller' } }] }, [carl, bob]],
    [{ and: [{ role: { eq: 'customer' } }, { banned: false }] }, [ana, stefan]],
  ])('is filtered by %j', async (filter, expected) => {
    expect(await emails({ filter })).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['stef', [stefan]],
    ['ȘTEFAN pope', [stefan]],
    ['ana', [bob, ana]],
    ['maria bob', [bob]],
    ['carl+99@shop', [carl]],
    ['opescu', []],
    ['.*', []],
    ['99%', [carl]],
  ])('finds by the words %j', async (search, expected) => {
    expect(await emails({ search })).toEqual(expected);
  });

  it('finds a user by the new name after a change', async () => {
    const renamed = newAccount({ name: 'Dora Old', email: 'dora@shop.example', createdAt: day(0) });
    await models.users.create(userRowOf(renamed));

    await makeOwnAccountStore(database).changeProfile(renamed.id, { name: 'Dora Brandnew' }, day(5));

    expect(await emails({ search: 'brandnew' })).toEqual([renamed.email]);
    expect(await emails({ search: 'old' })).toEqual([]);
    await models.users.deleteOne({ _id: renamed.id });
  });

  it('finds users from before there was a search', async () => {
    const { id, ...columns } = newAccount({ name: 'Emil Early', email: 'emil@shop.example' });
    await models.users.insertMany([{ _id: id, ...columns, roles: ['customer'] }]);
    await models.users.updateOne({ _id: id }, { $unset: { nameWords: 1 } });

    await fillNameWords(models.users);

    expect(await emails({ search: 'early' })).toEqual(['emil@shop.example']);
    await models.users.deleteOne({ _id: id });
  });

  it('never has a hash', async () => {
    const all = await list({ filter: undefined, search: undefined, sort: 'NEWEST' }, pageOf({}));
    expect(JSON.stringify(all)).not.toMatch(/argon2id|_id|nameWords/);
  });
});

describe('what the list reads', () => {
  const users = mongo.connection.collection('users');
  const newest = { createdAt: -1, _id: -1 } as const;
  const role = { roles: { $eq: 'admin' } };
  const search = { $or: [{ email: { $regex: '^an' } }, { $and: [{ nameWords: { $regex: '^an' } }] }] };

  it.each([
    ['the newest', {}, newest],
    ['the oldest', {}, { createdAt: 1, _id: 1 } as const],
    ['by e-mail', {}, { email: 1 } as const],
    ['a role', role, newest],
    ['a time', { createdAt: { $gte: day(2) } }, newest],
  ])('is in the order of an index: %s', async (_what, filter, sort) => {
    const plan = await users.find(filter).sort(sort).limit(21).explain('queryPlanner');
    const winning = JSON.stringify(plan['queryPlanner'].winningPlan);
    expect(winning).toContain('IXSCAN');
    expect(winning).not.toMatch(/COLLSCAN|"SORT"/);
  });

  it.each([
    ['a search', search],
    ['who is banned', { 'ban.at': { $exists: true } }],
  ])('is found by an index: %s', async (_what, filter) => {
    const plan = await users.find(filter).sort(newest).limit(21).explain('queryPlanner');
    const winning = JSON.stringify(plan['queryPlanner'].winningPlan);
    expect(winning).toContain('IXSCAN');
    expect(winning).not.toContain('COLLSCAN');
  });
});
