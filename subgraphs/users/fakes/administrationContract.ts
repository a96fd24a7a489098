import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountAdministration } from '../adminPorts.ts';
import { type AccountCommand, decideAccount } from '../domain/administration.ts';
import { REFRESH_TOKEN_MS } from '../domain/session.ts';
import type { Account } from '../domain/user.ts';
import { NOON, newAccount, newSession, type Stores, started } from './userStoresContract.ts';

type Administered = Pick<Stores, 'accounts' | 'sessions' | 'published'> & { administration: AccountAdministration };

const moment = { at: NOON, now: new Date() };
const ban = { type: 'BanUser', by: 'boss', reason: 'fraud', now: NOON } as const;
const startedAt = (now: Date) => ({
  type: 'SessionStarted' as const,
  token: randomUUID(),
  expiresAt: new Date(now.getTime() + REFRESH_TOKEN_MS),
});

/** What the use cases rely on, whatever stands behind the port. */
export function administersUsers(open: () => Administered | Promise<Administered>): void {
  let stores: Administered;
  beforeAll(async () => {
    stores = await open();
  });
  const run = (userId: string, command: AccountCommand) =>
    stores.administration.change(userId, (account, hasOther) => decideAccount(account, command, hasOther), moment);
  const registered = async (change: Partial<Account> = {}) => {
    const account = newAccount(change);
    const first = startedAt(moment.now);
    await stores.accounts.register(account, newSession(account.id), [first]);
    return { account, token: first.token };
  };
  const stateOf = async (token: string) => (await stores.sessions.ofToken(token))?.state.status;

  describe('a ban', () => {
    it('ends all sessions, and tells of those whose access tokens may still count', async () => {
      const { account, token } = await registered();
      const [recent, old] = [startedAt(moment.now), startedAt(new Date(moment.now.getTime() - 17 * 60_000))];
      for (const each of [recent, old]) await stores.sessions.start(account, newSession(account.id), [each], NOON);

      const after = await run(account.id, ban);

      expect(after).toEqual({ ...account, isDisabled: true, ban: { at: NOON, reason: 'fraud' } });
      expect(await stores.accounts.byId(account.id)).toEqual(after);
      for (const each of [token, recent.token, old.token]) expect(await stateOf(each)).toBe('ended');
      const types = (await stores.published(account.id)).slice(3);
      expect(types.toSorted()).toEqual(['SessionRevoked', 'SessionRevoked', 'UserBanned']);
    });

    it('changes nothing when repeated, and ends with an unban', async () => {
      const { account } = await registered();
      await run(account.id, ban);
      const told = await stores.published(account.id);

      await run(account.id, { ...ban, reason: 'another' });
      expect(await stores.published(account.id)).toEqual(told);

      expect(await run(account.id, { type: 'UnbanUser' })).toEqual(account);
      expect(await stores.accounts.byId(account.id)).toEqual(account);
      expect((await stores.published(account.id)).at(-1)).toBe('UserUnbanned');
    });

    it('and a login at the same moment leave no living session', async () => {
      for (let round = 0; round < 10; round++) {
        const { account, token } = await registered();
        const logins = [1, 2, 3].map(() => started());

        await Promise.all([
          run(account.id, ban),
          ...logins.map((login) => stores.sessions.start(account, newSession(account.id), [login], NOON)),
        ]);

        const states = await Promise.all([token, ...logins.map((login) => login.token)].map(stateOf));
        expect(states).not.toContain('open');
      }
    });

    it('and a refresh at the same moment leave no living session', async () => {
      for (let round = 0; round < 10; round++) {
        const { account, token } = await registered();
        const session = await stores.sessions.ofToken(token);
        const { expiresAt, token: next } = started();
        const refreshed = { type: 'SessionRefreshed', token: next, expiresAt } as const;

        await Promise.all([run(account.id, ban), session && stores.sessions.advance(session, [refreshed], NOON)]);

        expect(await stateOf(token)).toBe('ended');
      }
    });
  });

  describe('a session', () => {
    it.each<[string, AccountCommand]>([
      ['was banned', ban],
      ['has other roles', { type: 'SetRoles', roles: ['seller'] }],
      ['was deleted', { type: 'DeleteUser' }],
    ])('does not start for an account that %s since it was read', async (_how, command) => {
      const { account } = await registered();
      await run(account.id, command);
      const login = started();

      expect(await stores.sessions.start(account, newSession(account.id), [login], NOON)).toBe(false);
      expect(await stores.sessions.ofToken(login.token)).toBeNull();
    });
  });

  describe('other roles', () => {
    it('end the sessions that have the old ones', async () => {
      const { account, token } = await registered();

      await run(account.id, { type: 'SetRoles', roles: ['seller', 'customer'] });

      expect(await stores.accounts.byId(account.id)).toEqual({ ...account, roles: ['customer', 'seller'] });
      expect(await stateOf(token)).toBe('ended');
      const types = (await stores.published(account.id)).slice(1);
      expect(types.toSorted()).toEqual(['SessionRevoked', 'UserRolesChanged']);
    });

    it('and a ban leave one of the last two admins, when each of them acts against the other', async () => {
      const [one, two] = [await registered({ roles: ['admin'] }), await registered({ roles: ['admin'] })];
      const demote: AccountCommand = { type: 'SetRoles', roles: ['customer'] };

      const outcomes = await Promise.allSettled([run(one.account.id, demote), run(two.account.id, ban)]);

      const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
      expect(failures).toEqual([expect.objectContaining({ reason: 'LAST_ADMIN' })]);
      // For the next test there is to be no admin.
      for (const { account } of [one, two]) {
        await stores.administration.change(account.id, () => [{ type: 'UserDeleted' }], moment);
      }
    });
  });

  describe('a deletion', () => {
    it('leaves nothing of the account but that there was one, frees its e-mail, and may be repeated', async () => {
      const { account, token } = await registered();

      expect(await run(account.id, { type: 'DeleteUser' })).toBe('erased');
      expect(await run(account.id, { type: 'DeleteUser' })).toBe('erased');

      expect(await stores.accounts.byId(account.id)).toBeNull();
      expect(await stateOf(token)).toBe('ended');
      const types = (await stores.published(account.id)).slice(1);
      expect(types.toSorted()).toEqual(['SessionRevoked', 'UserDeleted']);
      await registered({ email: account.email });
    });

    it('finds nobody who never was', async () => {
      expect(await run(randomUUID(), { type: 'DeleteUser' })).toBeNull();
    });
  });
}
