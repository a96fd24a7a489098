import { describe, expect, it } from 'vitest';
import { alice, usersUnderTest } from './usersUnderTest.ts';

const UPDATE = `mutation ($input: UpdateProfileInput!) {
  outcome: updateProfile(input: $input) { user { name locale phone emailVerified } }
}`;
const CHANGE_PASSWORD = `mutation ($input: ChangePasswordInput!) { outcome: changePassword(input: $input) {
  __typename ... on Session { accessToken refreshToken user { id } } ... on UserError { code param }
} }`;
const EVERYWHERE = 'mutation { logoutEverywhere { ended } }';

describe('updateProfile', () => {
  it('changes what is given, keeps the rest, and tells others that something changed', async () => {
    const users = usersUnderTest();
    const { user } = await users.register();
    const update = async (input: object) => (await users.query(user.id, UPDATE, { input })).data;

    const fresh = { name: alice.name, locale: 'EN', phone: null, emailVerified: false };
    expect(await update({})).toEqual({ outcome: { user: fresh } });
    expect(users.typesPublished()).not.toContain('UserUpdated');
    const changed = { ...fresh, locale: 'RO', phone: '+40712345678' };
    expect(await update({ locale: 'RO', phone: '+40 (712) 345-678' })).toEqual({ outcome: { user: changed } });
    expect(await update({ name: 'Alice Other', phone: null })).toMatchObject({
      outcome: { user: { phone: changed.phone } },
    });
    expect(await update({ phone: '' })).toMatchObject({ outcome: { user: { name: 'Alice Other', phone: null } } });
    expect(users.typesPublished().filter((type) => type === 'UserUpdated')).toHaveLength(3);
  });

  it('names all bad fields at once', async () => {
    const users = usersUnderTest();
    const { user } = await users.register();

    const { errors } = await users.query(user.id, UPDATE, { input: { name: 'A\nB', phone: '0712 345 678' } });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'name' }, { param: 'phone', message: expect.stringContaining("country's code") }],
    });
  });

  it('takes the language at registration, English when none is given', async () => {
    const users = usersUnderTest();
    const romanian = await users.register({ ...alice, locale: 'RO' });
    const english = await users.register({ ...alice, email: 'bob@bazaar.example' });
    const localeOf = async (userId: string) =>
      (await users.queryAsService('notification', `{ userLocale(userId: "${userId}") }`)).data;

    expect(await localeOf(romanian.user.id)).toEqual({ userLocale: 'RO' });
    expect(await localeOf(english.user.id)).toEqual({ userLocale: 'EN' });
    expect(await localeOf('nobody')).toEqual({ userLocale: null });
    const recipient = `{ mailRecipient(userId: "${romanian.user.id}") { locale } }`;
    expect((await users.queryAsService('email', recipient)).data).toEqual({ mailRecipient: { locale: 'RO' } });
    const denied = await users.queryAsService('orders', `{ userLocale(userId: "${english.user.id}") }`);
    expect(denied.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
  });

  it('shows phone, language and verification to the user and to admins only', async () => {
    const users = usersUnderTest();
    const { user } = await users.register();
    const document = `query ($users: [_Any!]!) {
      _entities(representations: $users) { ... on User { locale phone emailVerified addresses { id } } }
    }`;
    const read = async (who: Parameters<typeof users.query>[0]) =>
      (await users.query(who, document, { users: [{ __typename: 'User', id: user.id }] })).data;

    const own = { _entities: [{ locale: 'EN', phone: null, emailVerified: false, addresses: [] }] };
    const hidden = { _entities: [{ locale: null, phone: null, emailVerified: null, addresses: null }] };
    expect(await read(user.id)).toEqual(own);
    expect(await read({ userId: 'admin', roles: ['admin'] })).toEqual(own);
    expect(await read('somebody else')).toEqual(hidden);
    expect(await read(null)).toEqual(hidden);
  });
});

describe('changePassword', () => {
  const input = { currentPassword: alice.password, newPassword: 'a fine new password' };

  it('ends all sessions and starts a new one', async () => {
    const users = usersUnderTest();
    const sessions = [await users.register(), await users.login()];
    const { id } = sessions[0]?.user ?? { id: '' };

    const { data } = await users.query(id, CHANGE_PASSWORD, { input });

    const { outcome } = data as { outcome: { __typename: string; refreshToken: string; user: { id: string } } };
    expect(outcome).toMatchObject({ __typename: 'Session', user: { id } });
    for (const { refreshToken } of sessions) {
      expect(await users.refresh(refreshToken)).toMatchObject({ __typename: 'SessionEnded' });
    }
    expect(await users.refresh(outcome.refreshToken)).toMatchObject({ __typename: 'Session' });
    expect(await users.login()).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(await users.login({ ...alice, password: input.newPassword })).toMatchObject({ __typename: 'Session' });
    expect(users.typesPublished().filter((type) => type === 'SessionRevoked')).toHaveLength(2);
    expect(users.typesPublished()).toContain('PasswordChanged');
  });

  it('refuses a wrong current password, and a new one that is easy to guess', async () => {
    const users = usersUnderTest();
    const { user, refreshToken } = await users.register();
    const change = (other: object) => users.query(user.id, CHANGE_PASSWORD, { input: { ...input, ...other } });

    const wrong = { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', param: 'currentPassword' };
    expect((await change({ currentPassword: 'not my password' })).data).toEqual({ outcome: wrong });
    expect((await change({ newPassword: 'Password1234' })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: [{ param: 'newPassword' }],
    });
    expect(await users.refresh(refreshToken)).toMatchObject({ __typename: 'Session' });
  });
});

describe('logoutEverywhere', () => {
  it('ends all sessions of the caller and of nobody else', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    const second = await users.login();
    const other = await users.register({ ...alice, email: 'bob@bazaar.example' });

    expect((await users.query(first.user.id, EVERYWHERE)).data).toEqual({ logoutEverywhere: { ended: 2 } });
    expect((await users.query(first.user.id, EVERYWHERE)).data).toEqual({ logoutEverywhere: { ended: 0 } });

    for (const { refreshToken } of [first, second]) {
      expect(await users.refresh(refreshToken)).toMatchObject({ __typename: 'SessionEnded' });
    }
    expect(await users.refresh(other.refreshToken)).toMatchObject({ __typename: 'Session' });
    const revoked = users.published().filter(({ type }) => type === 'SessionRevoked');
    expect(revoked).toEqual(
      [first, second].map((session) => ({
        type: 'SessionRevoked',
        userId: first.user.id,
        sessionId: users.bearerOf(session).sessionId,
      })),
    );
  });
});

describe('the own account', () => {
  it.each([
    [UPDATE, { input: {} }],
    [CHANGE_PASSWORD, { input: { currentPassword: 'x', newPassword: 'x' } }],
    [EVERYWHERE, {}],
    ['mutation { requestEmailVerification { __typename } }', {}],
    ['mutation { changeEmail(input: { newEmail: "x", password: "x" }) { __typename } }', {}],
    ['mutation { removeAddress(input: { id: "x" }) { __typename } }', {}],
  ])('is for who is signed in: %s', async (document, variables) => {
    const { errors } = await usersUnderTest().query(null, document, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });
  });

  it('is gone when it was erased while its access token still counts', async () => {
    const { errors } = await usersUnderTest().query('gone', UPDATE, { input: { name: 'Nobody' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'ACCOUNT_GONE' });
  });
});
