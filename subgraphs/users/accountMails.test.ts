import { describe, expect, it } from 'vitest';
import { alice, usersUnderTest } from './usersUnderTest.ts';

const ERROR = '__typename ... on UserError { code param }';
const VERIFY = `mutation ($input: VerifyEmailInput!) {
  outcome: verifyEmail(input: $input) { ${ERROR} ... on EmailVerified { email } }
}`;
const AGAIN = `mutation { outcome: requestEmailVerification { ${ERROR} ... on EmailVerificationRequested { email } } }`;
const FORGOT = `mutation ($input: RequestPasswordResetInput!) {
  outcome: requestPasswordReset(input: $input) { ${ERROR} ... on PasswordResetRequested { requested } }
}`;
const RESET = `mutation ($input: ResetPasswordInput!) {
  outcome: resetPassword(input: $input) { ${ERROR} ... on PasswordReset { sessionsEnded } }
}`;
const CHANGE = `mutation ($input: ChangeEmailInput!) {
  outcome: changeEmail(input: $input) { ${ERROR} ... on EmailChangeRequested { newEmail } }
}`;
const MAIL_TOKEN = 'mutation ($id: ID!) { mailToken(requestId: $id) { token purpose email } }';

const MINUTE_MS = 60_000;
const invalid = { __typename: 'TokenInvalid', code: 'TOKEN_INVALID', param: 'token' };
const newPassword = 'a fine new password';

type MailToken = { token: string; purpose: string; email: string } | null;

async function mailbox() {
  const users = usersUnderTest();
  const session = await users.register();
  const { id } = session.user;
  const run = async (who: string | null, document: string, input?: object) => {
    const { data, errors } = await users.query(who, document, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { outcome: unknown }).outcome;
  };
  const requests = (type: string) =>
    users.memory.published.flatMap(({ type: each, data }) =>
      each === type && 'requestId' in data ? data.requestId : [],
    );
  const lastRequest = (type: string) => requests(type).at(-1) ?? '';
  const mailToken = async (requestId: string): Promise<MailToken> => {
    const { data } = await users.queryAsService('email', MAIL_TOKEN, { id: requestId });
    return (data as { mailToken: MailToken }).mailToken;
  };
  const tokenOf = async (type: string) => (await mailToken(lastRequest(type)))?.token ?? '';
  const forgot = async (email = alice.email) => {
    const before = requests('PasswordResetRequested').length;
    const answer = await run(null, FORGOT, { email });
    await expect.poll(() => requests('PasswordResetRequested').length).toBe(before + 1);
    return answer;
  };
  const isVerified = async () => (await users.query(id, '{ me { email emailVerified } }')).data;
  return { users, session, id, run, requests, lastRequest, mailToken, tokenOf, forgot, isVerified };
}

describe('verifying an e-mail', () => {
  it('begins with the registration and ends with the token of the mail, once', async () => {
    const { id, run, lastRequest, mailToken, isVerified } = await mailbox();
    const mail = await mailToken(lastRequest('EmailVerificationRequested'));
    expect(mail).toMatchObject({ purpose: 'VERIFY_EMAIL', email: alice.email });
    expect(mail?.token).toMatch(/^[\w-]{43}$/);
    expect(await isVerified()).toEqual({ me: { email: alice.email, emailVerified: false } });

    const input = { token: mail?.token };
    expect(await run(null, VERIFY, input)).toEqual({ __typename: 'EmailVerified', email: alice.email });

    expect(await isVerified()).toEqual({ me: { email: alice.email, emailVerified: true } });
    expect(await run(null, VERIFY, input)).toEqual(invalid);
    expect(await mailToken(lastRequest('EmailVerificationRequested'))).toBeNull();
    expect(await run(id, AGAIN)).toMatchObject({ __typename: 'EmailAlreadyVerified', code: 'EMAIL_ALREADY_VERIFIED' });
  });

  it('can be asked for again, which ends the earlier token', async () => {
    const { id, run, tokenOf } = await mailbox();
    const first = await tokenOf('EmailVerificationRequested');

    expect(await run(id, AGAIN)).toEqual({ __typename: 'EmailVerificationRequested', email: alice.email });

    expect(await run(null, VERIFY, { token: first })).toEqual(invalid);
    const token = await tokenOf('EmailVerificationRequested');
    expect(await run(null, VERIFY, { token })).toMatchObject({ __typename: 'EmailVerified' });
  });

  it('is possible for 24 hours', async () => {
    const { users, run, tokenOf, lastRequest, mailToken } = await mailbox();
    const token = await tokenOf('EmailVerificationRequested');
    users.passRealTime(24 * 60 * MINUTE_MS);

    expect(await run(null, VERIFY, { token })).toEqual(invalid);
    expect(await mailToken(lastRequest('EmailVerificationRequested'))).toBeNull();
  });
});

describe('a mail token', () => {
  it('is made anew when a mail did not leave, and then the earlier one is void', async () => {
    const { run, lastRequest, mailToken } = await mailbox();
    const [lost, sent] = [
      await mailToken(lastRequest('EmailVerificationRequested')),
      await mailToken(lastRequest('EmailVerificationRequested')),
    ];

    expect(sent?.token).not.toBe(lost?.token);
    expect(await run(null, VERIFY, { token: lost?.token })).toEqual(invalid);
    expect(await run(null, VERIFY, { token: sent?.token })).toMatchObject({ __typename: 'EmailVerified' });
  });

  it('is for the e-mail worker only, and stands in no event', async () => {
    const { users, id, lastRequest, tokenOf } = await mailbox();
    const requestId = lastRequest('EmailVerificationRequested');
    const token = await tokenOf('EmailVerificationRequested');

    for (const answer of [
      await users.query(id, MAIL_TOKEN, { id: requestId }),
      await users.queryAsService('notification', MAIL_TOKEN, { id: requestId }),
    ]) {
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SERVICE_ONLY' });
    }
    expect(JSON.stringify(users.memory.published)).not.toMatch(new RegExp(`${token}|alice`));
    expect(JSON.stringify([...users.memory.mailRequests.values()])).not.toContain(token);
  });
});

describe('a forgotten password', () => {
  it('is set anew with the token of the mail, once: all sessions end and the e-mail is verified', async () => {
    const { users, session, run, forgot, tokenOf, isVerified } = await mailbox();
    await forgot();
    const token = await tokenOf('PasswordResetRequested');

    expect(await run(null, RESET, { token, newPassword })).toEqual({ __typename: 'PasswordReset', sessionsEnded: 1 });

    expect(await run(null, RESET, { token, newPassword })).toEqual(invalid);
    expect(await users.refresh(session.refreshToken)).toMatchObject({ __typename: 'SessionEnded' });
    expect(await users.login()).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(await users.login({ ...alice, password: newPassword })).toMatchObject({ __typename: 'Session' });
    expect(await isVerified()).toMatchObject({ me: { emailVerified: true } });
    expect(users.typesPublished()).toEqual(
      expect.arrayContaining(['PasswordChanged', 'EmailVerified', 'SessionRevoked']),
    );
  });

  it('gets the same answer after the same work, whoever asks for whatever address', async () => {
    const { users, id, run, requests } = await mailbox();
    const account = users.memory.accounts.get(id);
    if (account) users.memory.accounts.set(id, { ...account, isDisabled: true });
    const looked: string[] = [];
    const { byEmail } = users.memory;
    users.memory.byEmail = (email) => {
      looked.push(email);
      return byEmail.call(users.memory, email);
    };
    const bob = { ...alice, email: 'bob@bazaar.example' };
    await users.register(bob);
    looked.length = 0;

    const answers: unknown[] = [];
    for (const email of [bob.email, alice.email, 'nobody@bazaar.example']) {
      answers.push(await run(null, FORGOT, { email }));
    }

    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"__typename":"PasswordResetRequested","requested":true}']),
    );
    // Each is looked up once, and only after it was noted.
    await expect.poll(() => looked).toEqual([bob.email, alice.email, 'nobody@bazaar.example']);
    await expect.poll(() => requests('PasswordResetRequested')).toHaveLength(1);
    expect(users.passwords.verified).toEqual([]);
  });

  it('can be asked for again, which ends the earlier token', async () => {
    const { run, forgot, tokenOf } = await mailbox();
    await forgot();
    const first = await tokenOf('PasswordResetRequested');
    await forgot(' ALICE@bazaar.example');

    expect(await run(null, RESET, { token: first, newPassword })).toEqual(invalid);
  });

  it('can be set for 30 minutes', async () => {
    const { users, run, forgot, tokenOf } = await mailbox();
    await forgot();
    const token = await tokenOf('PasswordResetRequested');
    users.passRealTime(30 * MINUTE_MS);

    expect(await run(null, RESET, { token, newPassword })).toEqual(invalid);
  });

  it('is set by one of two who use a token at once', async () => {
    const { run, forgot, tokenOf } = await mailbox();
    await forgot();
    const token = await tokenOf('PasswordResetRequested');

    const both = await Promise.all([1, 2].map(() => run(null, RESET, { token, newPassword })));

    expect(both).toContainEqual(invalid);
    expect(both).toContainEqual({ __typename: 'PasswordReset', sessionsEnded: 1 });
  });

  it('takes no verification token, no guess, and no easy password', async () => {
    const { users, run, tokenOf } = await mailbox();
    const token = await tokenOf('EmailVerificationRequested');

    expect(await run(null, RESET, { token, newPassword })).toEqual(invalid);
    expect(await run(null, RESET, { token: 'guess', newPassword })).toEqual(invalid);
    const { errors } = await users.query(null, RESET, { input: { token: '', newPassword: 'short' } });
    expect(errors?.[0]?.extensions).toMatchObject({ reasons: [{ param: 'token' }, { param: 'newPassword' }] });
  });
});

describe('changing the e-mail', () => {
  const newEmail = 'alice@elsewhere.example';

  it('writes to the new address, and takes effect with the token', async () => {
    const { users, id, run, lastRequest, mailToken, isVerified } = await mailbox();

    const asked = await run(id, CHANGE, { newEmail: ' Alice@Elsewhere.example', password: alice.password });

    expect(asked).toEqual({ __typename: 'EmailChangeRequested', newEmail });
    expect(await isVerified()).toEqual({ me: { email: alice.email, emailVerified: false } });
    const mail = await mailToken(lastRequest('EmailVerificationRequested'));
    expect(mail).toMatchObject({ purpose: 'CHANGE_EMAIL', email: newEmail });
    expect(await run(null, VERIFY, { token: mail?.token })).toEqual({ __typename: 'EmailVerified', email: newEmail });
    expect(await isVerified()).toEqual({ me: { email: newEmail, emailVerified: true } });
    expect(await users.login({ ...alice, email: newEmail })).toMatchObject({ __typename: 'Session' });
    expect(await users.login()).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(users.typesPublished()).toEqual(expect.arrayContaining(['UserUpdated', 'EmailVerified']));
  });

  it('needs the password and a free address', async () => {
    const { users, id, run } = await mailbox();
    await users.register({ ...alice, email: 'bob@bazaar.example' });

    const wrong = { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', param: 'password' };
    expect(await run(id, CHANGE, { newEmail, password: 'not my password' })).toEqual(wrong);
    const taken = { __typename: 'EmailTaken', code: 'EMAIL_TAKEN', param: 'newEmail' };
    expect(await run(id, CHANGE, { newEmail: 'bob@bazaar.example', password: alice.password })).toEqual(taken);
  });

  it('is refused when somebody else took the address meanwhile', async () => {
    const { users, id, run, tokenOf, isVerified } = await mailbox();
    await run(id, CHANGE, { newEmail, password: alice.password });
    const token = await tokenOf('EmailVerificationRequested');
    await users.register({ ...alice, email: newEmail });

    const taken = { __typename: 'EmailTaken', code: 'EMAIL_TAKEN', param: 'token' };
    expect(await run(null, VERIFY, { token })).toEqual(taken);
    expect(await isVerified()).toEqual({ me: { email: alice.email, emailVerified: false } });
  });

  it('is void after a reset of the password: a thief may have asked for it', async () => {
    const { id, run, forgot, tokenOf } = await mailbox();
    await run(id, CHANGE, { newEmail, password: alice.password });
    const thiefs = await tokenOf('EmailVerificationRequested');
    await forgot();
    await run(null, RESET, { token: await tokenOf('PasswordResetRequested'), newPassword });

    expect(await run(null, VERIFY, { token: thiefs })).toEqual(invalid);
  });
});
