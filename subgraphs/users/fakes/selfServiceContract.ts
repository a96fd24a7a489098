import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { withAddress, withDefault, withoutAddress } from '../domain/addressBook.ts';
import type { Account } from '../domain/user.ts';
import {
  eventsOf,
  MINUTE_MS,
  moment,
  request,
  type SelfServiceStores,
  signedIn,
  statusOf,
} from './selfServiceUnderTest.ts';
import { NOON, newSession, started } from './userStoresContract.ts';

const home = { name: 'Ana Pop', street: 'Strada Lungă 1', city: 'Brașov', postalCode: '500001', country: 'RO' };

/** What the use cases of an account's owner rely on, whatever stands behind the ports. */
export function keepsOwnAccounts(open: () => SelfServiceStores | Promise<SelfServiceStores>): void {
  let stores: SelfServiceStores;
  beforeAll(async () => {
    stores = await open();
  });

  describe('a profile', () => {
    it('is changed where something is given, and that is published', async () => {
      const { account } = await signedIn(stores);

      const after = await stores.ownAccounts.changeProfile(account.id, { locale: 'ro', phone: '+40712345678' }, NOON);

      expect(after).toEqual({ ...account, locale: 'ro', phone: '+40712345678' });
      expect(await stores.accounts.byId(account.id)).toEqual(after);
      expect(await eventsOf(stores, account)).toEqual(['UserUpdated']);
    });

    it('is null for an account that is gone', async () => {
      expect(await stores.ownAccounts.changeProfile(randomUUID(), { name: 'Nobody' }, NOON)).toBeNull();
    });
  });

  describe('a password change', () => {
    const change = (before: Account, passwordHash: string, token = randomUUID()) =>
      stores.ownAccounts.changePassword(
        { before, passwordHash, first: newSession(before.id), events: [started(token)] },
        moment(),
      );

    it('ends all sessions, starts one, and withdraws what could take the account', async () => {
      const { account, token } = await signedIn(stores);
      const reset = await request(stores, account, 'resetPassword');
      const other = await request(stores, account, 'changeEmail', 'thief@bazaar.example');
      const verification = await request(stores, account, 'verifyEmail');
      const next = randomUUID();

      expect(await change(account, 'new hash', next)).toBe(true);

      expect([await statusOf(stores, token), await statusOf(stores, next)]).toEqual(['ended', 'open']);
      expect((await stores.accounts.byId(account.id))?.passwordHash).toBe('new hash');
      expect(await stores.mailRequests.ofToken(reset.tokenHash, new Date())).toBeNull();
      expect(await stores.mailRequests.ofToken(other.tokenHash, new Date())).toBeNull();
      expect(await stores.mailRequests.ofToken(verification.tokenHash, new Date())).not.toBeNull();
      expect((await eventsOf(stores, account)).slice(3)).toEqual(
        expect.arrayContaining(['SessionRevoked', 'PasswordChanged']),
      );
    });

    it('happens once of many at the same moment, and leaves one session', async () => {
      const { account, token } = await signedIn(stores);
      const tokens = Array.from({ length: 4 }, () => randomUUID());

      const outcomes = await Promise.all(tokens.map((next) => change(account, `hash ${next}`, next)));

      expect(outcomes.filter(Boolean)).toHaveLength(1);
      const open = await Promise.all([token, ...tokens].map((each) => statusOf(stores, each)));
      expect(open.filter((status) => status === 'open')).toHaveLength(1);
      expect((await stores.accounts.byId(account.id))?.passwordHash).toBe(`hash ${tokens[outcomes.indexOf(true)]}`);
    });
  });

  describe('ending all sessions', () => {
    it('ends every one once, and tells of those whose access tokens may still count', async () => {
      const { account, token } = await signedIn(stores);
      const { token: second } = started();
      await stores.sessions.start(account, newSession(account.id), [started(second)], NOON);

      const ended = await Promise.all([1, 2, 3].map(() => stores.ownAccounts.endSessions(account.id, moment())));

      expect(ended.toSorted()).toEqual([0, 0, 2]);
      expect([await statusOf(stores, token), await statusOf(stores, second)]).toEqual(['ended', 'ended']);
      const revoked = (await eventsOf(stores, account)).filter((type) => type === 'SessionRevoked');
      expect(revoked).toHaveLength(2);
    });

    it('tells nothing of a session whose access tokens are long over', async () => {
      const { account } = await signedIn(stores);

      expect(await stores.ownAccounts.endSessions(account.id, moment(20 * MINUTE_MS))).toBe(1);

      expect(await eventsOf(stores, account)).toEqual([]);
    });
  });

  describe('addresses', () => {
    it('belong to one user, and are not part of what others read', async () => {
      const [{ account }, { account: other }] = [await signedIn(stores), await signedIn(stores)];

      const book = await stores.addresses.change(account.id, (before) => withAddress(before, 'a', home, false));

      expect(book).toEqual([{ id: 'a', ...home, isDefault: true }]);
      expect(await stores.addresses.ofUser(account.id)).toEqual(book);
      expect(await stores.addresses.ofUser(other.id)).toEqual([]);
      expect(await stores.accounts.byId(account.id)).toEqual(account);
      expect(await stores.addresses.change(randomUUID(), (before) => before)).toBeNull();
    });

    it('are all kept when many are added at once, with exactly one default', async () => {
      const { account } = await signedIn(stores);
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

      await Promise.all(
        ids.map((id) =>
          stores.addresses.change(account.id, (book) => withAddress(book, id, { ...home, street: id }, true)),
        ),
      );

      const book = await stores.addresses.ofUser(account.id);
      expect(book.map(({ id }) => id).toSorted()).toEqual(ids);
      expect(book.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    });

    it('keep exactly one default when it is removed and moved at once', async () => {
      const { account } = await signedIn(stores);
      for (const id of ['a', 'b', 'c']) {
        await stores.addresses.change(account.id, (book) => withAddress(book, id, { ...home, street: id }, false));
      }

      await Promise.allSettled([
        stores.addresses.change(account.id, (book) => withoutAddress(book, 'a')),
        stores.addresses.change(account.id, (book) => withDefault(book, 'b')),
        stores.addresses.change(account.id, (book) => withoutAddress(book, 'b')),
        stores.addresses.change(account.id, (book) => withDefault(book, 'c')),
      ]);

      const book = await stores.addresses.ofUser(account.id);
      expect(book.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    });

    it('stay as they were when a change is refused', async () => {
      const { account } = await signedIn(stores);
      await stores.addresses.change(account.id, (book) => withAddress(book, 'a', home, false));

      const refused = stores.addresses.change(account.id, (book) => withoutAddress(book, 'unknown'));

      await expect(refused).rejects.toMatchObject({ reason: 'ADDRESS_UNKNOWN' });
      expect(await stores.addresses.ofUser(account.id)).toHaveLength(1);
    });
  });
}
