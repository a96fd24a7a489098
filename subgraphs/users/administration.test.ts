import { describe, expect, it } from 'vitest';
import { alice, usersUnderTest } from './usersUnderTest.ts';

const FAILURE = '... on UserError { code param }';
const PERSON = 'user { id email roles bannedAt banReason }';
const BAN = `mutation ($input: BanUserInput!) { banUser(input: $input) {
  __typename ... on UserBanned { ${PERSON} } ${FAILURE} } }`;
const UNBAN = `mutation ($input: UnbanUserInput!) { unbanUser(input: $input) {
  __typename ... on UserUnbanned { ${PERSON} } ${FAILURE} } }`;
const SET_ROLES = `mutation ($input: SetRolesInput!) { setRoles(input: $input) {
  __typename ... on RolesSet { ${PERSON} } ${FAILURE} } }`;
const DELETE = `mutation ($input: DeleteUserInput!) { deleteUser(input: $input) {
  __typename ... on UserDeleted { userId } ${FAILURE} } }`;
const USER = 'query ($id: ID!) { user(id: $id) { id email bannedAt banReason roles } }';
const USERS = `query ($search: String, $first: Int) { users(search: $search, first: $first) {
  totalCount nodes { email } edges { cursor node { id } } pageInfo { hasNextPage } } }`;

const noon = '2030-01-01T12:00:00.000Z';

/** A shop with one admin, Ada, and one customer, Alice. */
async function shop() {
  const users = usersUnderTest();
  const ada = await users.register({ ...alice, name: 'Ada Admin', email: 'ada@bazaar.example' });
  const account = users.memory.accounts.get(ada.user.id);
  if (account) users.memory.accounts.set(account.id, { ...account, roles: ['customer', 'admin'] });
  const admin = { userId: ada.user.id, roles: ['customer' as const, 'admin' as const] };
  const customer = await users.register();
  const did = async (who: Parameters<typeof users.query>[0], document: string, input: object) => {
    const { data, errors } = await users.query(who, document, { input });
    return errors?.[0]?.extensions ?? Object.values(data as Record<string, object>)[0];
  };
  return {
    users,
    admin,
    customer,
    userId: customer.user.id,
    did,
    as: (document: string, input: object) => did(admin, document, input),
  };
}

describe('banUser', () => {
  it('ends the sessions, keeps the user out, and may be repeated', async () => {
    const { users, as, customer, userId } = await shop();

    const banned = await as(BAN, { userId, reason: '  sells what is not theirs ' });
    const again = await as(BAN, { userId, reason: 'another' });

    const user = { id: userId, email: alice.email, roles: ['CUSTOMER'], bannedAt: noon };
    expect(banned).toEqual({ __typename: 'UserBanned', user: { ...user, banReason: 'sells what is not theirs' } });
    expect(again).toEqual(banned);
    const { sessionId } = users.bearerOf(customer);
    expect(users.published().slice(-2)).toEqual([
      { type: 'SessionRevoked', userId, sessionId },
      { type: 'UserBanned', userId },
    ]);
    expect(await users.login()).toMatchObject({ __typename: 'AccountDisabled' });
    expect(await users.refresh(customer.refreshToken)).toMatchObject({ __typename: 'AccountDisabled' });
  });

  it('is undone by unbanUser, and the old sessions stay ended', async () => {
    const { users, as, customer, userId } = await shop();
    await as(BAN, { userId, reason: 'fraud' });

    const unbanned = { __typename: 'UserUnbanned', user: { id: userId, bannedAt: null, banReason: null } };
    expect(await as(UNBAN, { userId })).toMatchObject(unbanned);
    expect(await as(UNBAN, { userId })).toMatchObject(unbanned);

    expect(users.published().slice(-1)).toEqual([{ type: 'UserUnbanned', userId }]);
    expect(await users.refresh(customer.refreshToken)).toMatchObject({ __typename: 'SessionEnded' });
    expect(await users.login()).toMatchObject({ __typename: 'Session' });
  });

  it('is not for oneself, nor for nobody', async () => {
    const { as, admin } = await shop();

    const own = { __typename: 'CannotBanYourself', code: 'CANNOT_BAN_YOURSELF', param: 'userId' };
    expect(await as(BAN, { userId: admin.userId, reason: 'tired' })).toEqual(own);
    const unknown = { __typename: 'UserNotFound', code: 'USER_NOT_FOUND', param: 'userId' };
    expect(await as(BAN, { userId: 'nobody', reason: 'fraud' })).toEqual(unknown);
    expect(await as(UNBAN, { userId: 'nobody' })).toEqual(unknown);
  });

  it('names all bad fields at once', async () => {
    const { as } = await shop();

    expect(await as(BAN, { userId: '', reason: ' ' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'userId' }, { param: 'reason' }],
    });
    expect(await as(BAN, { userId: 'u1', reason: 'a\u0000b' })).toMatchObject({ reasons: [{ param: 'reason' }] });
  });
});

describe('what only admins may do', () => {
  it.each([
    ['banUser', BAN, { reason: 'envy' }],
    ['unbanUser', UNBAN, {}],
    ['setRoles', SET_ROLES, { roles: ['ADMIN'] }],
    ['deleteUser', DELETE, {}],
  ])('%s is refused to customers and visitors', async (_name, document, more) => {
    const { did, admin, userId } = await shop();
    const input = { userId: admin.userId, ...more };

    expect(await did(userId, document, input)).toMatchObject({ code: 'FORBIDDEN', reason: 'ADMIN_REQUIRED' });
    expect(await did(null, document, input)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('setRoles', () => {
  it('gives exactly these roles, and old ones stop counting', async () => {
    const { users, as, customer, userId } = await shop();

    const set = await as(SET_ROLES, { userId, roles: ['ADMIN', 'SELLER'] });

    expect(set).toMatchObject({ __typename: 'RolesSet', user: { roles: ['SELLER', 'ADMIN'] } });
    expect(users.published().slice(-2)).toEqual([
      { type: 'SessionRevoked', userId, sessionId: users.bearerOf(customer).sessionId },
      { type: 'UserRolesChanged', userId, roles: ['seller', 'admin'] },
    ]);
    expect(users.bearerOf(await users.login()).roles).toEqual(['seller', 'admin']);
    expect(await users.refresh(customer.refreshToken)).toMatchObject({ __typename: 'SessionEnded' });
  });

  it('leaves who has these roles already signed in', async () => {
    const { users, as, customer, userId } = await shop();

    expect(await as(SET_ROLES, { userId, roles: ['CUSTOMER'] })).toMatchObject({ __typename: 'RolesSet' });

    expect(await users.refresh(customer.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  it('wants at least one role', async () => {
    const { as, userId } = await shop();
    expect(await as(SET_ROLES, { userId, roles: [] })).toMatchObject({ reasons: [{ param: 'roles' }] });
  });

  it('leaves the last admin an admin', async () => {
    const { as, admin, userId } = await shop();
    const last = { __typename: 'LastAdmin', code: 'LAST_ADMIN', param: 'userId' };

    expect(await as(SET_ROLES, { userId: admin.userId, roles: ['CUSTOMER'] })).toEqual(last);
    await as(SET_ROLES, { userId, roles: ['ADMIN'] });
    expect(await as(SET_ROLES, { userId: admin.userId, roles: ['CUSTOMER'] })).toMatchObject({
      __typename: 'RolesSet',
    });
  });
});

describe('deleteUser', () => {
  it('erases anybody for an admin, frees the e-mail, and may be repeated', async () => {
    const { users, as, customer, userId } = await shop();

    const deleted = { __typename: 'UserDeleted', userId };
    expect([await as(DELETE, { userId }), await as(DELETE, { userId })]).toEqual([deleted, deleted]);

    expect(users.published().slice(-2)).toEqual([
      { type: 'SessionRevoked', userId, sessionId: users.bearerOf(customer).sessionId },
      { type: 'UserDeleted', userId },
    ]);
    expect(await users.login()).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(await users.refresh(customer.refreshToken)).toMatchObject({ __typename: 'SessionEnded' });
    expect((await users.register()).user.id).not.toBe(userId);
    expect(await as(BAN, { userId, reason: 'late' })).toMatchObject({ __typename: 'UserNotFound' });
    expect(await as(DELETE, { userId: 'nobody' })).toMatchObject({ __typename: 'UserNotFound' });
  });

  it('erases oneself, with the password', async () => {
    const { users, did, userId } = await shop();

    const wrong = { __typename: 'InvalidCredentials', param: 'password' };
    expect(await did(userId, DELETE, { password: 'another password' })).toMatchObject(wrong);
    expect(await did(userId, DELETE, { userId })).toMatchObject({ reasons: [{ param: 'password' }] });
    expect(users.memory.accounts.has(userId)).toBe(true);

    expect(await did(userId, DELETE, { password: alice.password })).toEqual({ __typename: 'UserDeleted', userId });
    expect(users.memory.accounts.has(userId)).toBe(false);
    expect(await did(userId, DELETE, { userId, password: 'whatever' })).toEqual({ __typename: 'UserDeleted', userId });
  });

  it('leaves the last admin', async () => {
    const { as } = await shop();
    expect(await as(DELETE, { password: alice.password })).toMatchObject({ __typename: 'LastAdmin' });
  });
});

describe('who may look at users', () => {
  it('shows one user to that user and to admins, and why banned to admins only', async () => {
    const { users, as, admin, userId } = await shop();
    await as(BAN, { userId, reason: 'fraud' });
    const seen = async (who: Parameters<typeof users.query>[0]) => (await users.query(who, USER, { id: userId })).data;

    const user = { id: userId, email: alice.email, bannedAt: noon, banReason: null, roles: ['CUSTOMER'] };
    expect(await seen(admin)).toEqual({ user: { ...user, banReason: 'fraud' } });
    expect(await seen(userId)).toEqual({ user });
    expect(await seen('somebody else')).toEqual({ user: null });
    expect(await seen(null)).toEqual({ user: null });
  });

  it('lists users for admins only', async () => {
    const { users, admin, userId } = await shop();

    const { data } = await users.query(admin, USERS, { search: 'Alice', first: 1 });
    const nodes = [{ email: alice.email }];
    expect(data).toMatchObject({ users: { totalCount: 1, nodes, edges: [{ node: { id: userId } }] } });

    const { errors } = await users.query(userId, USERS, {});
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'ADMIN_REQUIRED' });
  });

  it.each([
    [{ search: 'a b c d e f' }, 'INVALID_INPUT'],
    [{ search: 'x'.repeat(255) }, 'INVALID_INPUT'],
    [{ first: 101 }, 'INVALID_PAGE'],
    [{ first: 0 }, 'INVALID_PAGE'],
  ])('refuses a list by %j', async (variables, reason) => {
    const { users, admin } = await shop();
    const { errors } = await users.query(admin, USERS, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason });
  });
});
