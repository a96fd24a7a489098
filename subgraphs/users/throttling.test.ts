import { describe, expect, it } from 'vitest';
import { alice, usersUnderTest } from './usersUnderTest.ts';

const wrong = { ...alice, password: 'another password' };
const nobody = { ...wrong, email: 'nobody@bazaar.example' };
const WHEN = 'mutation ($input: LoginInput!) { login(input: $input) { ... on TooManyAttempts { retryAfter } } }';
const DELETE = `mutation { deleteUser(input: { password: "not the right one" }) { __typename } }`;

describe('logging in', () => {
  it('is closed for an account after too many wrong passwords, and says when to come back', async () => {
    const users = usersUnderTest({ limits: { failuresPerAccount: 2 } });
    await users.register();
    for (const email of [alice.email, ' ALICE@bazaar.example']) await users.login({ ...wrong, email });
    const hashed = users.passwords.verified.length;

    const refused = await users.login();

    expect(refused).toMatchObject({ __typename: 'TooManyAttempts', code: 'TOO_MANY_ATTEMPTS', param: null });
    expect(users.passwords.verified).toHaveLength(hashed);
    const { data } = await users.query(null, WHEN, { input: { email: alice.email, password: alice.password } });
    expect(data).toEqual({ login: { retryAfter: expect.stringMatching(/^\d{4}-.*Z$/) } });
    users.passRealTime(15 * 60_000);
    expect(await users.login()).toMatchObject({ __typename: 'Session' });
  });

  it('goes the same way for an e-mail that nobody has', async () => {
    const users = usersUnderTest({ limits: { failuresPerAccount: 2 } });
    await users.register();
    const answers = async (who: typeof wrong) => {
      const all = [await users.login(who), await users.login(who), await users.login(who)];
      return all.map(({ __typename }) => __typename);
    };

    expect(await answers(nobody)).toEqual(await answers(wrong));
    expect(await answers(nobody)).toEqual(Array(3).fill('TooManyAttempts'));
  });
});

describe('strangers who guess', () => {
  it('do not lock out who has registered from this source, and has not been elsewhere', async () => {
    const users = usersUnderTest({ limits: { failuresPerAccount: 2 } });
    await users.register();
    users.goTo('198.51.100.9');
    for (let guesses = 0; guesses < 3; guesses++) await users.login(wrong);
    expect(await users.login()).toMatchObject({ __typename: 'TooManyAttempts' });

    users.goTo('203.0.113.7');

    expect(await users.login()).toMatchObject({ __typename: 'Session' });
  });
});

describe('other places', () => {
  it('registering is limited per source', async () => {
    const users = usersUnderTest({ limits: { registrationsPerSource: 1 } });
    await users.register();

    const refused = await users.register({ ...alice, email: 'bob@bazaar.example' });

    expect(refused).toMatchObject({ __typename: 'TooManyAttempts' });
    expect(users.memory.accounts.size).toBe(1);
  });

  it('a password can not be guessed by who is signed in either', async () => {
    const users = usersUnderTest({ limits: { failuresPerAccount: 1 } });
    const { user } = await users.register();
    await users.query(user.id, DELETE);

    expect((await users.query(user.id, DELETE)).data).toEqual({ deleteUser: { __typename: 'TooManyAttempts' } });
  });
});
