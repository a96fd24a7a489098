import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { REFRESH_TOKEN_MS, type SessionEvent } from '../domain/session.ts';
import type { Account } from '../domain/user.ts';
import type { AccountStore, SessionStore } from '../ports.ts';
import type { StoredSession } from '../sessionPorts.ts';
import type { UserQueries } from '../userReads.ts';

export const NOON = new Date('2030-01-01T12:00:00Z');

/** `published` tells the types of what was published of a user, oldest first. */
export type Stores = {
  accounts: AccountStore;
  sessions: SessionStore;
  queries: UserQueries;
  published(userId: string): string[] | Promise<string[]>;
};

export const newAccount = (change: Partial<Account> = {}): Account => ({
  id: randomUUID(),
  name: 'Ana Pop',
  email: `${randomUUID()}@bazaar.example`,
  roles: ['customer'],
  createdAt: NOON,
  passwordHash: '$argon2id$',
  isEmailVerified: false,
  locale: 'en',
  phone: null,
  isDisabled: false,
  ...change,
});

export const newSession = (userId: string): StoredSession => ({
  id: randomUUID(),
  userId,
  state: { status: 'none' },
});

// MongoDB removes what has expired by real time.
const expiresAt = new Date(Date.now() + REFRESH_TOKEN_MS);
export const started = (token = randomUUID()) => ({ type: 'SessionStarted', token, expiresAt }) as const;
const refreshed = (token = randomUUID()) => ({ type: 'SessionRefreshed', token, expiresAt }) as const;
const ended: SessionEvent = { type: 'SessionEnded', because: 'loggedOut' };

/** What the use cases rely on, whatever stands behind the ports. */
export function keepsUsers(open: () => Stores | Promise<Stores>): void {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });

  /** A new user with one session, read back. */
  async function signedIn() {
    const account = newAccount();
    const { token } = started();
    await stores.accounts.register(account, newSession(account.id), [started(token)]);
    return { account, token, session: await read(token) };
  }
  async function read(token: string): Promise<StoredSession> {
    const session = await stores.sessions.ofToken(token);
    if (!session) throw new Error('no session of this token');
    return session;
  }
  const eventsOf = async ({ id }: Account) => stores.published(id);

  describe('accounts', () => {
    it('are found as they were stored, by e-mail and by id', async () => {
      const { account } = await signedIn();

      expect(await stores.accounts.byEmail(account.email)).toEqual(account);
      expect(await stores.accounts.byId(account.id)).toEqual(account);
      expect(await eventsOf(account)).toEqual(['UserRegistered']);
    });

    it('are read many at once, without their hashes', async () => {
      const [one, other] = [await signedIn(), await signedIn()];

      const found = await stores.queries.byIds([one.account.id, other.account.id, randomUUID()]);

      expect(found.map(({ id }) => id).toSorted()).toEqual([one.account.id, other.account.id].toSorted());
      expect(JSON.stringify(found)).not.toContain('argon2id');
    });

    it('are null when unknown', async () => {
      expect(await stores.accounts.byEmail('nobody@bazaar.example')).toBeNull();
      expect(await stores.accounts.byId(randomUUID())).toBeNull();
    });

    it('let one of many have an e-mail who register at the same moment, and leave nothing of the others', async () => {
      const { email } = newAccount();
      const attempts = Array.from({ length: 5 }, () => ({ account: newAccount({ email }), token: randomUUID() }));

      const outcomes = await Promise.allSettled(
        attempts.map(({ account, token }) =>
          stores.accounts.register(account, newSession(account.id), [started(token)]),
        ),
      );

      const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
      expect(failures.map(({ reason }) => reason)).toEqual(Array(4).fill('EMAIL_TAKEN'));
      for (const [index, { account, token }] of attempts.entries()) {
        const won = outcomes[index]?.status === 'fulfilled';
        expect(await eventsOf(account)).toEqual(won ? ['UserRegistered'] : []);
        expect((await stores.sessions.ofToken(token)) !== null).toBe(won);
      }
    });
  });

  describe('sessions', () => {
    it('are found by any token that they ever had', async () => {
      const { token, session } = await signedIn();
      const { token: next } = started();

      expect(await stores.sessions.advance(session, [refreshed(next)], NOON)).toBe(true);

      expect(await read(token)).toEqual(await read(next));
      expect((await read(token)).state).toEqual({ status: 'open', token: next, expiresAt });
      expect(await stores.sessions.ofToken(randomUUID())).toBeNull();
    });

    it('start on their own after a login, and that is published', async () => {
      const { account } = await signedIn();
      const { token } = started();

      expect(await stores.sessions.advance(newSession(account.id), [started(token)], NOON)).toBe(true);

      expect(await read(token)).toMatchObject({ userId: account.id, state: { status: 'open' } });
      expect(await eventsOf(account)).toEqual(['UserRegistered', 'UserLoggedIn']);
    });

    it('go on with one of many refreshes of one token', async () => {
      const { token, session } = await signedIn();
      const nexts = Array.from({ length: 5 }, () => randomUUID());

      const outcomes = await Promise.all(
        nexts.map((next) => stores.sessions.advance(session, [refreshed(next)], NOON)),
      );

      const winner = nexts[outcomes.indexOf(true)];
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await read(token)).state).toMatchObject({ status: 'open', token: winner });
      const losers = nexts.filter((next) => next !== winner);
      for (const next of losers) expect(await stores.sessions.ofToken(next)).toBeNull();
    });

    it('end once, and that is published once', async () => {
      const { account, token, session } = await signedIn();

      const outcomes = await Promise.all([1, 2, 3].map(() => stores.sessions.advance(session, [ended], NOON)));

      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await read(token)).state).toEqual({ status: 'ended' });
      expect(await eventsOf(account)).toEqual(['UserRegistered', 'SessionRevoked']);
    });

    it('end although they were refreshed since they were read', async () => {
      const { session, token } = await signedIn();
      await stores.sessions.advance(session, [refreshed()], NOON);

      expect(await stores.sessions.advance(session, [ended], NOON)).toBe(true);

      expect((await read(token)).state).toEqual({ status: 'ended' });
    });

    it('stay ended', async () => {
      const { session, token } = await signedIn();
      await stores.sessions.advance(session, [ended], NOON);

      expect(await stores.sessions.advance(session, [refreshed()], NOON)).toBe(false);

      expect((await read(token)).state).toEqual({ status: 'ended' });
    });
  });
}
