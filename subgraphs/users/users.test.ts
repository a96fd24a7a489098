import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { noRevocations } from '#kernel/auth/revocations.ts';
import { usersUnderTest } from './usersUnderTest.ts';

const SESSION = '... on Session { accessToken refreshToken expiresAt user { id name email roles } }';
const PROBLEM = '... on UserError { __typename code message param }';
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { ${SESSION} ${PROBLEM} } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { ${SESSION} ${PROBLEM} } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${SESSION} ${PROBLEM} } }`;
const LOGOUT = 'mutation ($input: LogoutInput!) { logout(input: $input) { loggedOut } }';
const ME = '{ me { id name email roles createdAt } }';
const ENTITIES = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User { id name email roles } } }`;

const DAY_MS = 24 * 60 * 60_000;
const alice = { name: 'Alice Example', email: 'alice@bazaar.example', password: 'correct horse battery' };
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

type Users = ReturnType<typeof usersUnderTest>;
type Granted = { accessToken: string; refreshToken: string; expiresAt: string; user: { id: string } };

async function granted(answer: Promise<{ data?: unknown; errors?: unknown }>): Promise<Granted> {
  const { data, errors } = await answer;
  expect(errors).toBeUndefined();
  return Object.values(data as Record<string, Granted>)[0] as Granted;
}

const register = (users: Users, input: object = alice) => granted(users.query(null, REGISTER, { input }));
const login = (users: Users, { email, password } = alice) =>
  granted(users.query(null, LOGIN, { input: { email, password } }));
const refresh = (users: Users, refreshToken: string) => users.query(null, REFRESH, { input: { refreshToken } });
const logout = (users: Users, refreshToken: string) => users.query(null, LOGOUT, { input: { refreshToken } });
const published = ({ memory }: Users) => memory.published.map(({ type, data }) => ({ type, ...data }));
const sessionOf = (users: Users, { accessToken }: Granted) => {
  const user = makeIdentifyUser(users.keys, noRevocations)(`Bearer ${accessToken}`);
  if (user.kind !== 'user') throw new Error('not a user');
  return user;
};

const ended = { refreshSession: { __typename: 'SessionEnded', code: 'SESSION_ENDED', param: null } };

describe('register', () => {
  it('makes an account with the role customer and signs it in', async () => {
    const users = usersUnderTest();

    const session = await register(users);

    const user = { id: uuid, name: alice.name, email: alice.email, roles: ['CUSTOMER'] };
    expect(session).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresAt: expect.any(String),
      user,
    });
    expect(sessionOf(users, session)).toMatchObject({ userId: session.user.id, roles: ['customer'] });
    expect(published(users)).toEqual([{ type: 'UserRegistered', userId: session.user.id }]);
    expect(await users.query(session.user.id, ME)).toEqual({
      data: { me: { ...user, createdAt: '2030-01-01T12:00:00.000Z' } },
    });
  });

  it('says that an e-mail is taken, however it is written', async () => {
    const users = usersUnderTest();
    await register(users);

    for (const email of ['alice@bazaar.example', '  ALICE@Bazaar.Example ', 'ａlice@bazaar.example']) {
      const { data } = await users.query(null, REGISTER, { input: { ...alice, email } });
      expect(data).toMatchObject({ register: { __typename: 'EmailTaken', code: 'EMAIL_TAKEN', param: 'email' } });
    }
    expect(published(users)).toHaveLength(1);
  });

  it('lets one of two win who register at the same moment', async () => {
    const users = usersUnderTest();

    const both = [1, 2].map(() => users.query(null, REGISTER, { input: alice }));
    const kinds = (await Promise.all(both)).map(
      ({ data }) => (data as { register: { __typename?: string } }).register.__typename,
    );

    expect(kinds.toSorted()).toEqual(['EmailTaken', undefined]);
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
    const first = await register(users);

    const second = await login(users, { ...alice, email: ' Alice@BAZAAR.example' });

    expect(second.user).toEqual(first.user);
    const { sessionId } = sessionOf(users, second);
    expect(sessionId).not.toBe(sessionOf(users, first).sessionId);
    expect(published(users)).toContainEqual({ type: 'UserLoggedIn', userId: first.user.id, sessionId });
  });

  it('takes a password that was typed another way', async () => {
    const users = usersUnderTest();
    await register(users, { ...alice, password: 'cafe\u0301 au lait, merci' });

    expect(await login(users, { ...alice, password: 'café au lait, merci' })).toHaveProperty('accessToken');
  });

  it('answers an unknown e-mail and a wrong password alike, and works as hard for both', async () => {
    const users = usersUnderTest();
    await register(users);

    const wrong = await users.query(null, LOGIN, { input: { email: alice.email, password: 'another password' } });
    const unknown = await users.query(null, LOGIN, {
      input: { email: 'nobody@bazaar.example', password: alice.password },
    });

    expect(wrong.data).toMatchObject({
      login: { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', param: null },
    });
    expect(unknown).toEqual(wrong);
    expect(users.passwords.verified).toEqual([`hash of ${alice.password}`, undefined]);
  });

  it('refuses a deactivated account, but only tells who knows the password', async () => {
    const users = usersUnderTest();
    const { user, refreshToken } = await register(users);
    const account = users.memory.accounts.get(user.id);
    if (account) users.memory.accounts.set(user.id, { ...account, isDisabled: true });

    const right = await users.query(null, LOGIN, { input: { email: alice.email, password: alice.password } });
    const wrong = await users.query(null, LOGIN, { input: { email: alice.email, password: 'another password' } });

    expect(right.data).toMatchObject({ login: { __typename: 'AccountDisabled' } });
    expect(wrong.data).toMatchObject({ login: { __typename: 'InvalidCredentials' } });
    expect((await refresh(users, refreshToken)).data).toMatchObject(ended);
  });
});

describe('refreshSession', () => {
  it('gives new tokens for the same session', async () => {
    const users = usersUnderTest();
    const first = await register(users);

    const next = await granted(refresh(users, first.refreshToken));

    expect(next.refreshToken).not.toBe(first.refreshToken);
    expect(next.user).toEqual(first.user);
    expect(sessionOf(users, next).sessionId).toBe(sessionOf(users, first).sessionId);
    expect(await granted(refresh(users, next.refreshToken))).toHaveProperty('accessToken');
  });

  it('ends the session for everybody when an old token is used again', async () => {
    const users = usersUnderTest();
    const first = await register(users);
    const next = await granted(refresh(users, first.refreshToken));

    expect((await refresh(users, first.refreshToken)).data).toMatchObject(ended);

    expect((await refresh(users, next.refreshToken)).data).toMatchObject(ended);
    const { userId, sessionId } = sessionOf(users, first);
    expect(published(users).slice(1)).toEqual([{ type: 'SessionRevoked', userId, sessionId }]);
  });

  it('leaves other sessions of the user alone', async () => {
    const users = usersUnderTest();
    const first = await register(users);
    const other = await login(users);
    await refresh(users, first.refreshToken);
    await refresh(users, first.refreshToken);

    expect(await granted(refresh(users, other.refreshToken))).toHaveProperty('accessToken');
  });

  it('lets one of two requests win that come at once, and keeps its session', async () => {
    const users = usersUnderTest();
    const { refreshToken } = await register(users);

    const both = await Promise.all([refresh(users, refreshToken), refresh(users, refreshToken)]);
    const sessions = both.map(({ data }) => (data as { refreshSession: Granted }).refreshSession.refreshToken);

    const winner = sessions.find((token) => token !== undefined);
    expect(sessions.filter((token) => token !== undefined)).toHaveLength(1);
    expect(await granted(refresh(users, winner ?? ''))).toHaveProperty('accessToken');
  });

  it('takes a token for 30 days from its making', async () => {
    const users = usersUnderTest();
    const first = await register(users);
    users.passRealTime(29 * DAY_MS);
    const next = await granted(refresh(users, first.refreshToken));
    users.passRealTime(30 * DAY_MS);

    expect((await refresh(users, next.refreshToken)).data).toMatchObject(ended);
  });

  it('tells nothing about a token that never was', async () => {
    expect((await refresh(usersUnderTest(), 'never issued')).data).toMatchObject(ended);
  });
});

describe('logout', () => {
  it('ends the session, and may be repeated', async () => {
    const users = usersUnderTest();
    const { refreshToken, ...session } = await register(users);
    const { userId, sessionId } = sessionOf(users, { refreshToken, ...session });

    const answers = [await logout(users, refreshToken), await logout(users, refreshToken)];

    expect(answers).toEqual([1, 2].map(() => ({ data: { logout: { loggedOut: true } } })));
    expect((await refresh(users, refreshToken)).data).toMatchObject(ended);
    expect(published(users).slice(1)).toEqual([{ type: 'SessionRevoked', userId, sessionId }]);
  });

  it('ends it with an old token too', async () => {
    const users = usersUnderTest();
    const first = await register(users);
    const next = await granted(refresh(users, first.refreshToken));

    await logout(users, first.refreshToken);

    expect((await refresh(users, next.refreshToken)).data).toMatchObject(ended);
  });

  it('changes nothing for an unknown token', async () => {
    const users = usersUnderTest();

    expect(await logout(users, 'never issued')).toEqual({ data: { logout: { loggedOut: true } } });
    expect(published(users)).toEqual([]);
  });
});

describe('who may see what', () => {
  it('shows name and e-mail to the user, to admins and to services, and to nobody else', async () => {
    const users = usersUnderTest();
    const { user } = await register(users);
    const variables = { users: [{ __typename: 'User', id: user.id }] };
    const admin = { userId: 'admin', roles: ['customer' as const, 'admin' as const] };

    const whole = { data: { _entities: [user] } };
    const hidden = { data: { _entities: [{ ...user, name: null, email: null }] } };
    expect(await users.query(user.id, ENTITIES, variables)).toEqual(whole);
    expect(await users.query(admin, ENTITIES, variables)).toEqual(whole);
    expect(await users.queryAsService('email', ENTITIES, variables)).toEqual(whole);
    expect(await users.query('somebody else', ENTITIES, variables)).toEqual(hidden);
    expect(await users.query(null, ENTITIES, variables)).toEqual(hidden);
  });

  it('asks the database once for many users, and has null for unknown ones', async () => {
    const users = usersUnderTest();
    const { user } = await register(users);
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
    const { user } = await register(users);
    const document = `{ mailRecipient(userId: "${user.id}") { email name } }`;

    const { name, email } = alice;
    expect(await users.queryAsService('email', document)).toEqual({ data: { mailRecipient: { email, name } } });
    for (const answer of [await users.queryAsService('orders', document), await users.query(user.id, document)]) {
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
  });

  it('lets no password, hash or stored token out', async () => {
    const users = usersUnderTest();
    const first = await register(users);
    const answers = [first, await login(users), await granted(refresh(users, first.refreshToken))];

    const text = JSON.stringify([answers, users.memory.published]);
    expect(text).not.toContain(alice.password);
    expect(JSON.stringify(users.memory.published)).not.toMatch(/alice|token/i);
    const claims = jwt.decode(first.accessToken) as jwt.JwtPayload;
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'nbf', 'roles', 'sid', 'sub']);
  });
});
