import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { alice, REGISTER, usersUnderTest } from './usersUnderTest.ts';

const ME = '{ me { id name email roles createdAt } }';
const ENTITIES = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User { id name email roles } } }`;
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('register', () => {
  it('makes an account with the role customer and signs it in', async () => {
    const users = usersUnderTest();

    const session = await users.register();

    const user = { id: uuid, name: alice.name, email: alice.email, roles: ['CUSTOMER'] };
    expect(session).toEqual({
      __typename: 'Session',
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresAt: expect.any(String),
      user,
    });
    expect(users.bearerOf(session)).toMatchObject({ userId: session.user.id, roles: ['customer'] });
    const { id: userId } = session.user;
    expect(users.published()).toEqual([
      { type: 'UserRegistered', userId },
      { type: 'EmailVerificationRequested', userId, requestId: uuid },
    ]);
    expect(await users.query(session.user.id, ME)).toEqual({
      data: { me: { ...user, createdAt: '2030-01-01T12:00:00.000Z' } },
    });
  });

  it('says that an e-mail is taken, however it is written', async () => {
    const users = usersUnderTest();
    await users.register();

    for (const email of ['alice@bazaar.example', '  ALICE@Bazaar.Example ', 'ａlice@bazaar.example']) {
      const taken = { __typename: 'EmailTaken', code: 'EMAIL_TAKEN', param: 'email' };
      expect(await users.register({ ...alice, email })).toMatchObject(taken);
    }
    expect(users.memory.accounts.size).toBe(1);
  });

  it('lets one of two win who register at the same moment', async () => {
    const users = usersUnderTest();

    const both = await Promise.all([users.register(), users.register()]);

    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['EmailTaken', 'Session']);
    expect(users.memory.accounts.size).toBe(1);
  });

  it('names all bad fields at once', async () => {
    const users = usersUnderTest();

    const { errors } = await users.query(null, REGISTER, { input: { name: ' A ', email: 'alice', password: 'short' } });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_INPUT',
      reasons: [
        { param: 'name', message: 'must have 2 to 100 characters' },
        { param: 'email', message: 'must be an e-mail address' },
        { param: 'password', message: 'must have 12 to 128 characters' },
      ],
    });
  });

  it.each([
    ['name', 'A\r\nBcc: everybody'],
    ['name', '\u200b\u200b\u2060'],
    ['name', 'x'.repeat(101)],
    ['name', 'x'.repeat(100_000)],
    ['email', `${'x'.repeat(250)}@bazaar.example`],
    ['email', 'alice@bazaar.example\r\nBcc: bob@bazaar.example'],
    ['password', 'x'.repeat(100_000)],
    ['password', 'Password1234'],
    ['password', 'aaaaaaaaaaaaaaaa'],
  ])('refuses the %s %j', async (param, value) => {
    const { errors } = await usersUnderTest().query(null, REGISTER, { input: { ...alice, [param]: value } });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reasons: [{ param }] });
  });
});

describe('login', () => {
  it('starts a session of its own for any spelling of the e-mail', async () => {
    const users = usersUnderTest();
    const first = await users.register();

    const second = await users.login({ ...alice, email: ' Alice@BAZAAR.example' });

    expect(second.user).toEqual(first.user);
    const { sessionId } = users.bearerOf(second);
    expect(sessionId).not.toBe(users.bearerOf(first).sessionId);
    expect(users.published()).toContainEqual({ type: 'UserLoggedIn', userId: first.user.id, sessionId });
  });

  it('takes a password that was typed another way', async () => {
    const users = usersUnderTest();
    await users.register({ ...alice, password: 'cafe\u0301 au lait, merci' });

    expect(await users.login({ ...alice, password: 'café au lait, merci' })).toMatchObject({ __typename: 'Session' });
  });

  it('answers an unknown e-mail and a wrong password alike, and works as hard for both', async () => {
    const users = usersUnderTest();
    await users.register();

    const wrong = await users.login({ ...alice, password: 'another password' });
    const unknown = await users.login({ ...alice, email: 'nobody@bazaar.example' });

    expect(wrong).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', param: null });
    expect(unknown).toEqual(wrong);
    expect(users.passwords.verified).toEqual([`hash of ${alice.password}`, undefined]);
  });

  it('refuses a banned account, but only tells who knows the password or holds a token', async () => {
    const users = usersUnderTest();
    const { user, refreshToken } = await users.register();
    const account = users.memory.accounts.get(user.id);
    if (account) users.memory.accounts.set(user.id, { ...account, isDisabled: true });

    const wrong = { ...alice, password: 'another password' };
    expect(await users.login()).toMatchObject({ __typename: 'AccountDisabled', code: 'ACCOUNT_DISABLED' });
    expect(await users.login(wrong)).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(await users.refresh(refreshToken)).toMatchObject({ __typename: 'AccountDisabled' });
    expect(await users.refresh('unknown')).toMatchObject({ __typename: 'SessionEnded' });
  });
});

describe('who may see what', () => {
  it('shows name and e-mail to the user and to admins, and to nobody else', async () => {
    const users = usersUnderTest();
    const { user } = await users.register();
    const variables = { users: [{ __typename: 'User', id: user.id }] };
    const admin = { userId: 'admin', roles: ['customer' as const, 'admin' as const] };

    const whole = { data: { _entities: [user] } };
    const hidden = { data: { _entities: [{ ...user, name: null, email: null, roles: null }] } };
    expect(await users.query(user.id, ENTITIES, variables)).toEqual(whole);
    expect(await users.query(admin, ENTITIES, variables)).toEqual(whole);
    expect(await users.query('somebody else', ENTITIES, variables)).toEqual(hidden);
    expect(await users.query(null, ENTITIES, variables)).toEqual(hidden);
    // What a service may know has a field of its own, which is granted to it by name.
    expect(await users.queryAsService('email', ENTITIES, variables)).toEqual(hidden);
  });

  it('asks the database once for many users, and has null for unknown ones', async () => {
    const users = usersUnderTest();
    const { user } = await users.register();
    const references = [user.id, 'unknown', user.id].map((id) => ({ __typename: 'User', id }));

    const { data } = await users.query(null, ENTITIES, { users: references });

    expect(data).toMatchObject({ _entities: [{ id: user.id }, null, { id: user.id }] });
    expect(users.memory.queries).toBe(1);
  });

  it('has nobody to show to a visitor, nor for an account that is gone', async () => {
    const users = usersUnderTest();

    expect(await users.query(null, ME)).toEqual({ data: { me: null } });
    expect(await users.query('gone', ME)).toEqual({ data: { me: null } });
  });

  it('tells mail addresses to the e-mail worker only', async () => {
    const users = usersUnderTest();
    const { user } = await users.register();
    const document = `{ mailRecipient(userId: "${user.id}") { email name } }`;

    const { name, email } = alice;
    expect(await users.queryAsService('email', document)).toEqual({ data: { mailRecipient: { email, name } } });
    for (const answer of [await users.queryAsService('orders', document), await users.query(user.id, document)]) {
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
  });

  it('lets no password, hash or stored token out', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    const answers = [first, await users.login(), await users.refresh(first.refreshToken)];

    const text = JSON.stringify([answers, users.memory.published]);
    expect(text).not.toContain(alice.password);
    expect(JSON.stringify(users.memory.published)).not.toMatch(/alice|token/i);
    const claims = jwt.decode(first.accessToken) as jwt.JwtPayload;
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'nbf', 'roles', 'sid', 'sub']);
  });
});
