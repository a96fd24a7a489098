import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { withAddress, withDefault, withoutAddress } from '../domain/addressBook.ts';
import { type MailPurpose, newMailRequest } from '../domain/mailRequest.ts';
import type { Account } from '../domain/user.ts';
import type { AddressStore, MailRequestStore, OwnAccountStore, ResetInquiries } from '../selfServicePorts.ts';
import { NOON, newAccount, newSession, type Stores, started } from './userStoresContract.ts';

export type SelfServiceStores = Omit<Stores, 'queries'> & {
  ownAccounts: OwnAccountStore;
  addresses: AddressStore;
  mailRequests: MailRequestStore;
  inquiries: ResetInquiries;
};

const MINUTE_MS = 60_000;
const home = { name: 'Ana Pop', street: 'Strada Lungă 1', city: 'Brașov', postalCode: '500001', country: 'RO' };

/** What the use cases of an account's owner rely on, whatever stands behind the ports. */
export function keepsOwnAccounts(open: () => SelfServiceStores | Promise<SelfServiceStores>): void {
  let stores: SelfServiceStores;
  beforeAll(async () => {
    stores = await open();
  });
  const moment = (passedMs = 0) => ({ at: NOON, now: new Date(Date.now() + passedMs) });

  async function signedIn(change: Partial<Account> = {}) {
    const account = newAccount(change);
    const { token } = started();
    await stores.accounts.register(account, newSession(account.id), [started(token)]);
    return { account, token };
  }
  const statusOf = async (token: string) => (await stores.sessions.ofToken(token))?.state.status;
  const eventsOf = async ({ id }: Account) => (await stores.published(id)).slice(1);
  /** An open request of a user, with its token's hash. */
  async function request({ id: userId, email }: Account, purpose: MailPurpose, to = email) {
    const made = newMailRequest({ id: randomUUID(), userId, purpose, email: to }, new Date());
    expect(await stores.mailRequests.make(made, NOON)).toBe(true);
    const tokenHash = randomUUID();
    expect(await stores.mailRequests.mint(made.id, tokenHash, new Date())).toMatchObject({ purpose, email: to });
    return { id: made.id, tokenHash };
  }

  describe('a profile', () => {
    it('is changed where something is given, and that is published', async () => {
      const { account } = await signedIn();

      const after = await stores.ownAccounts.changeProfile(account.id, { locale: 'ro', phone: '+40712345678' }, NOON);

      expect(after).toEqual({ ...account, locale: 'ro', phone: '+40712345678' });
      expect(await stores.accounts.byId(account.id)).toEqual(after);
      expect(await eventsOf(account)).toEqual(['UserUpdated']);
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
      const { account, token } = await signedIn();
      const reset = await request(account, 'resetPassword');
      const other = await request(account, 'changeEmail', 'thief@bazaar.example');
      const verification = await request(account, 'verifyEmail');
      const next = randomUUID();

      expect(await change(account, 'new hash', next)).toBe(true);

      expect([await statusOf(token), await statusOf(next)]).toEqual(['ended', 'open']);
      expect((await stores.accounts.byId(account.id))?.passwordHash).toBe('new hash');
      expect(await stores.mailRequests.ofToken(reset.tokenHash, new Date())).toBeNull();
      expect(await stores.mailRequests.ofToken(other.tokenHash, new Date())).toBeNull();
      expect(await stores.mailRequests.ofToken(verification.tokenHash, new Date())).not.toBeNull();
      expect((await eventsOf(account)).slice(3)).toEqual(expect.arrayContaining(['SessionRevoked', 'PasswordChanged']));
    });

    it('happens once of many at the same moment, and leaves one session', async () => {
      const { account, token } = await signedIn();
      const tokens = Array.from({ length: 4 }, () => randomUUID());

      const outcomes = await Promise.all(tokens.map((next) => change(account, `hash ${next}`, next)));

      expect(outcomes.filter(Boolean)).toHaveLength(1);
      const open = await Promise.all([token, ...tokens].map(statusOf));
      expect(open.filter((status) => status === 'open')).toHaveLength(1);
      expect((await stores.accounts.byId(account.id))?.passwordHash).toBe(`hash ${tokens[outcomes.indexOf(true)]}`);
    });
  });

  describe('ending all sessions', () => {
    it('ends every one once, and tells of those whose access tokens may still count', async () => {
      const { account, token } = await signedIn();
      const { token: second } = started();
      await stores.sessions.start(account, newSession(account.id), [started(second)], NOON);

      const ended = await Promise.all([1, 2, 3].map(() => stores.ownAccounts.endSessions(account.id, moment())));

      expect(ended.toSorted()).toEqual([0, 0, 2]);
      expect([await statusOf(token), await statusOf(second)]).toEqual(['ended', 'ended']);
      const revoked = (await eventsOf(account)).filter((type) => type === 'SessionRevoked');
      expect(revoked).toHaveLength(2);
    });

    it('tells nothing of a session whose access tokens are long over', async () => {
      const { account } = await signedIn();

      expect(await stores.ownAccounts.endSessions(account.id, moment(20 * MINUTE_MS))).toBe(1);

      expect(await eventsOf(account)).toEqual([]);
    });
  });

  describe('addresses', () => {
    it('belong to one user, and are not part of what others read', async () => {
      const [{ account }, { account: other }] = [await signedIn(), await signedIn()];

      const book = await stores.addresses.change(account.id, (before) => withAddress(before, 'a', home, false));

      expect(book).toEqual([{ id: 'a', ...home, isDefault: true }]);
      expect(await stores.addresses.ofUser(account.id)).toEqual(book);
      expect(await stores.addresses.ofUser(other.id)).toEqual([]);
      expect(await stores.accounts.byId(account.id)).toEqual(account);
      expect(await stores.addresses.change(randomUUID(), (before) => before)).toBeNull();
    });

    it('are all kept when many are added at once, with exactly one default', async () => {
      const { account } = await signedIn();
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
      const { account } = await signedIn();
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
      const { account } = await signedIn();
      await stores.addresses.change(account.id, (book) => withAddress(book, 'a', home, false));

      const refused = stores.addresses.change(account.id, (book) => withoutAddress(book, 'unknown'));

      await expect(refused).rejects.toMatchObject({ reason: 'ADDRESS_UNKNOWN' });
      expect(await stores.addresses.ofUser(account.id)).toHaveLength(1);
    });
  });

  describe('requests for mails', () => {
    it('are published by their ids, and give way to later ones of their purpose', async () => {
      const { account } = await signedIn();
      const first = await request(account, 'resetPassword');
      const verification = await request(account, 'verifyEmail');

      const second = await request(account, 'resetPassword');

      expect(await stores.mailRequests.ofToken(first.tokenHash, new Date())).toBeNull();
      expect(await stores.mailRequests.mint(first.id, randomUUID(), new Date())).toBeNull();
      expect(await stores.mailRequests.ofToken(second.tokenHash, new Date())).toMatchObject({ id: second.id });
      expect(await stores.mailRequests.ofToken(verification.tokenHash, new Date())).not.toBeNull();
      expect(await eventsOf(account)).toEqual([
        'PasswordResetRequested',
        'EmailVerificationRequested',
        'PasswordResetRequested',
      ]);
    });

    it('leave one open of many that are made at once', async () => {
      const { account } = await signedIn();
      const wanted = { userId: account.id, purpose: 'resetPassword', email: account.email } as const;
      const requests = Array.from({ length: 5 }, () => newMailRequest({ ...wanted, id: randomUUID() }, new Date()));

      await Promise.all(requests.map((each) => stores.mailRequests.make(each, NOON)));

      const minted = await Promise.all(
        requests.map(({ id }) => stores.mailRequests.mint(id, randomUUID(), new Date())),
      );
      expect(minted.filter((each) => each !== null)).toHaveLength(1);
    });

    it('are not made for who is gone or may not sign in', async () => {
      const { account } = await signedIn({ isDisabled: true });
      for (const userId of [account.id, randomUUID()]) {
        const wanted = { id: randomUUID(), userId, purpose: 'resetPassword', email: account.email } as const;
        expect(await stores.mailRequests.make(newMailRequest(wanted, new Date()), NOON)).toBe(false);
      }
      expect(await eventsOf(account)).toEqual([]);
    });

    it('get another token in place of the one they had', async () => {
      const { account } = await signedIn();
      const { id, tokenHash } = await request(account, 'verifyEmail');
      const next = randomUUID();

      expect(await stores.mailRequests.mint(id, next, new Date())).toMatchObject({ id });

      expect(await stores.mailRequests.verifyEmail(tokenHash, moment())).toBeNull();
      expect(await stores.mailRequests.verifyEmail(next, moment())).toBe(account.email);
      expect(await stores.mailRequests.mint(id, randomUUID(), new Date())).toBeNull();
    });

    it.each([
      ['resetPassword', 30],
      ['verifyEmail', 24 * 60],
    ] as const)('to %s end after %d minutes of real time', async (purpose, minutes) => {
      const { account } = await signedIn();
      const { id, tokenHash } = await request(account, purpose);
      const late = moment(minutes * MINUTE_MS);

      expect(await stores.mailRequests.ofToken(tokenHash, moment((minutes - 1) * MINUTE_MS).now)).not.toBeNull();
      expect(await stores.mailRequests.ofToken(tokenHash, late.now)).toBeNull();
      expect(await stores.mailRequests.mint(id, randomUUID(), late.now)).toBeNull();
      const { verifyEmail, resetPassword } = stores.mailRequests;
      expect(
        await (purpose === 'verifyEmail' ? verifyEmail(tokenHash, late) : resetPassword(tokenHash, 'h', late)),
      ).toBeNull();
      expect(await stores.accounts.byId(account.id)).toEqual(account);
    });
  });

  describe('a verification', () => {
    it('is taken once of many at the same moment', async () => {
      const { account } = await signedIn();
      const { tokenHash } = await request(account, 'verifyEmail');

      const outcomes = await Promise.all([1, 2, 3, 4].map(() => stores.mailRequests.verifyEmail(tokenHash, moment())));

      expect(outcomes.filter((email) => email === account.email)).toHaveLength(1);
      expect(outcomes.filter((email) => email === null)).toHaveLength(3);
      expect(await stores.accounts.byId(account.id)).toEqual({ ...account, isEmailVerified: true });
      expect((await eventsOf(account)).filter((type) => type === 'EmailVerified')).toHaveLength(1);
    });

    it('of another address puts it in place of the old one, and ends what went to the old one', async () => {
      const { account } = await signedIn();
      const reset = await request(account, 'resetPassword');
      const email = `${randomUUID()}@bazaar.example`;
      const { tokenHash } = await request(account, 'changeEmail', email);

      expect(await stores.mailRequests.verifyEmail(tokenHash, moment())).toBe(email);

      expect(await stores.accounts.byEmail(email)).toEqual({ ...account, email, isEmailVerified: true });
      expect(await stores.accounts.byEmail(account.email)).toBeNull();
      expect(await stores.mailRequests.ofToken(reset.tokenHash, new Date())).toBeNull();
      expect((await eventsOf(account)).slice(2)).toEqual(['UserUpdated', 'EmailVerified']);
    });

    it('of an address that somebody else has by now changes nothing', async () => {
      const [{ account }, { account: other }] = [await signedIn(), await signedIn()];
      const { tokenHash } = await request(account, 'changeEmail', other.email);

      const taken = stores.mailRequests.verifyEmail(tokenHash, moment());

      await expect(taken).rejects.toMatchObject({ reason: 'EMAIL_TAKEN', reasons: [{ param: 'token' }] });
      expect(await stores.accounts.byId(account.id)).toEqual(account);
    });

    it('takes no reset token, and a reset no verification', async () => {
      const { account } = await signedIn();
      const reset = await request(account, 'resetPassword');
      const verification = await request(account, 'verifyEmail');

      expect(await stores.mailRequests.verifyEmail(reset.tokenHash, moment())).toBeNull();
      expect(await stores.mailRequests.resetPassword(verification.tokenHash, 'h', moment())).toBeNull();

      expect(await stores.mailRequests.ofToken(reset.tokenHash, new Date())).not.toBeNull();
      expect(await stores.mailRequests.ofToken(verification.tokenHash, new Date())).not.toBeNull();
    });
  });

  describe('a reset', () => {
    it('is taken once of many at the same moment, ends all sessions and verifies the e-mail', async () => {
      const { account, token } = await signedIn();
      const { tokenHash } = await request(account, 'resetPassword');
      const thiefs = await request(account, 'changeEmail', 'thief@bazaar.example');

      const hashes = ['h1', 'h2', 'h3', 'h4'];
      const outcomes = await Promise.all(
        hashes.map((hash) => stores.mailRequests.resetPassword(tokenHash, hash, moment())),
      );

      expect(outcomes.toSorted()).toEqual([1, null, null, null]);
      const passwordHash = hashes[outcomes.indexOf(1)];
      expect(await stores.accounts.byId(account.id)).toEqual({ ...account, passwordHash, isEmailVerified: true });
      expect(await statusOf(token)).toBe('ended');
      expect(await stores.mailRequests.ofToken(thiefs.tokenHash, new Date())).toBeNull();
      expect((await eventsOf(account)).slice(2).toSorted()).toEqual([
        'EmailVerified',
        'PasswordChanged',
        'SessionRevoked',
      ]);
    });
  });

  describe('inquiries', () => {
    const settle = async (email: string) => {
      const inquiry = { id: randomUUID(), email };
      await stores.inquiries.note(inquiry);
      const noted = (await stores.inquiries.waiting()).find(({ id }) => id === inquiry.id);
      if (!noted) throw new Error('what was noted waits');
      const requestOf = ({ id: userId, email: to }: Account) =>
        newMailRequest({ id: randomUUID(), userId, purpose: 'resetPassword', email: to }, new Date());
      await Promise.all([1, 2, 3].map(() => stores.inquiries.settle(noted, requestOf, NOON)));
      expect(await stores.inquiries.waiting()).not.toContainEqual(inquiry);
    };

    it('make one request for who may sign in, however many settle them', async () => {
      const { account } = await signedIn();
      await settle(account.email);
      expect(await eventsOf(account)).toEqual(['PasswordResetRequested']);
    });

    it('make none for who is banned or unknown, and are struck off alike', async () => {
      const { account } = await signedIn({ isDisabled: true });
      await settle(account.email);
      await settle('nobody@bazaar.example');
      expect(await eventsOf(account)).toEqual([]);
    });
  });
}
