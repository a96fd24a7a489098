import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MemoryUsers } from './fakes/memoryUsers.ts';
import { usersUnderTest } from './usersUnderTest.ts';

const DAY_MS = 24 * 60 * 60_000;
const ended = { __typename: 'SessionEnded', code: 'SESSION_ENDED', param: null };

/** As many logins would, without signing as many tokens. */
async function openSessions(memory: MemoryUsers, userId: string, count: number): Promise<void> {
  const expiresAt = new Date(Date.now() + 31 * DAY_MS);
  for (let each = 0; each < count; each++) {
    const session = { id: randomUUID(), userId, state: { status: 'none' } } as const;
    await memory.advance(session, [{ type: 'SessionStarted', token: randomUUID(), expiresAt }], expiresAt);
  }
}

describe('refreshSession', () => {
  it('gives new tokens for the same session', async () => {
    const users = usersUnderTest();
    const first = await users.register();

    const next = await users.refresh(first.refreshToken);

    expect(next.refreshToken).not.toBe(first.refreshToken);
    expect(next.user).toEqual(first.user);
    expect(users.bearerOf(next).sessionId).toBe(users.bearerOf(first).sessionId);
    expect(await users.refresh(next.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  it('ends the session for everybody when an old token is used again', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    const next = await users.refresh(first.refreshToken);

    expect(await users.refresh(first.refreshToken)).toMatchObject(ended);

    expect(await users.refresh(next.refreshToken)).toMatchObject(ended);
    const { userId, sessionId } = users.bearerOf(first);
    expect(users.published().slice(2)).toEqual([{ type: 'SessionRevoked', userId, sessionId }]);
  });

  it('is over for the session that lay unused longest, when a user has more than 200', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    const second = await users.login();
    users.passRealTime(1_000);
    const third = await users.refresh(first.refreshToken);
    const { userId, sessionId } = users.bearerOf(second);
    await openSessions(users.memory, userId, 198);
    await users.login();

    expect(await users.refresh(second.refreshToken)).toMatchObject(ended);
    expect(await users.refresh(third.refreshToken)).toMatchObject({ __typename: 'Session' });
    expect(users.published()).toContainEqual({ type: 'SessionRevoked', userId, sessionId });
  });

  it('leaves other sessions of the user alone', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    const other = await users.login();
    await users.refresh(first.refreshToken);
    await users.refresh(first.refreshToken);

    expect(await users.refresh(other.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  it('lets one of two requests win that come at once, and keeps its session', async () => {
    const users = usersUnderTest();
    const { refreshToken } = await users.register();

    const both = await Promise.all([users.refresh(refreshToken), users.refresh(refreshToken)]);

    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['Session', 'SessionEnded']);
    const winner = both.find(({ __typename }) => __typename === 'Session');
    expect(await users.refresh(winner?.refreshToken ?? '')).toMatchObject({ __typename: 'Session' });
  });

  it('takes a token for 30 days from its making', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    users.passRealTime(29 * DAY_MS);
    const next = await users.refresh(first.refreshToken);
    users.passRealTime(30 * DAY_MS);

    expect(await users.refresh(next.refreshToken)).toMatchObject(ended);
  });

  it('tells nothing about a token that never was', async () => {
    expect(await usersUnderTest().refresh('never issued')).toMatchObject(ended);
  });
});

describe('logout', () => {
  it('ends the session, and may be repeated', async () => {
    const users = usersUnderTest();
    const session = await users.register();
    const { refreshToken } = session;
    const { userId, sessionId } = users.bearerOf(session);

    const answers = [await users.logout(refreshToken), await users.logout(refreshToken)];

    expect(answers).toEqual([{ loggedOut: true }, { loggedOut: true }]);
    expect(await users.refresh(refreshToken)).toMatchObject(ended);
    expect(users.published().slice(2)).toEqual([{ type: 'SessionRevoked', userId, sessionId }]);
  });

  it('ends it with an old token too', async () => {
    const users = usersUnderTest();
    const first = await users.register();
    const next = await users.refresh(first.refreshToken);

    await users.logout(first.refreshToken);

    expect(await users.refresh(next.refreshToken)).toMatchObject(ended);
  });

  it('changes nothing for an unknown token', async () => {
    const users = usersUnderTest();

    expect(await users.logout('never issued')).toEqual({ loggedOut: true });
    expect(users.published()).toEqual([]);
  });
});
