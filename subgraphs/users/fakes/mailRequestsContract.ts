import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newMailRequest } from '../domain/mailRequest.ts';
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
import { NOON } from './userStoresContract.ts';

/** What the use cases around mails with a token rely on, whatever stands behind the ports. */
export function keepsMailRequests(open: () => SelfServiceStores | Promise<SelfServiceStores>): void {
  let stores: SelfServiceStores;
  beforeAll(async () => {
    stores = await open();
  });

  describe('requests for mails', () => {
    it('are published by their ids, and give way to later ones of their purpose', async () => {
      const { account } = await signedIn(stores);
      const first = await request(stores, account, 'resetPassword');
      const verification = await request(stores, account, 'verifyEmail');

      const second = await request(stores, account, 'resetPassword');

      expect(await stores.mailRequests.ofToken(first.tokenHash, new Date())).toBeNull();
      expect(await stores.mailRequests.mint(first.id, randomUUID(), new Date())).toBeNull();
      expect(await stores.mailRequests.ofToken(second.tokenHash, new Date())).toMatchObject({ id: second.id });
      expect(await stores.mailRequests.ofToken(verification.tokenHash, new Date())).not.toBeNull();
      expect(await eventsOf(stores, account)).toEqual([
        'PasswordResetRequested',
        'EmailVerificationRequested',
        'PasswordResetRequested',
      ]);
    });

    it('leave one open of many that are made at once', async () => {
      const { account } = await signedIn(stores);
      const wanted = { userId: account.id, purpose: 'resetPassword', email: account.email } as const;
      const requests = Array.from({ length: 5 }, () => newMailRequest({ ...wanted, id: randomUUID() }, new Date()));

      await Promise.all(requests.map((each) => stores.mailRequests.make(each, NOON)));

      const minted = await Promise.all(
        requests.map(({ id }) => stores.mailRequests.mint(id, randomUUID(), new Date())),
      );
      expect(minted.filter((each) => each !== null)).toHaveLength(1);
    });

    it('are not made for who is gone or may not sign in', async () => {
      const { account } = await signedIn(stores, { isDisabled: true });
      for (const userId of [account.id, randomUUID()]) {
        const wanted = { id: randomUUID(), userId, purpose: 'resetPassword', email: account.email } as const;
        expect(await stores.mailRequests.make(newMailRequest(wanted, new Date()), NOON)).toBe(false);
      }
      expect(await eventsOf(stores, account)).toEqual([]);
    });

    it('get another token in place of the one they had', async () => {
      const { account } = await signedIn(stores);
      const { id, tokenHash } = await request(stores, account, 'verifyEmail');
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
      const { account } = await signedIn(stores);
      const { id, tokenHash } = await request(stores, account, purpose);
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
      const { account } = await signedIn(stores);
      const { tokenHash } = await request(stores, account, 'verifyEmail');

      const outcomes = await Promise.all([1, 2, 3, 4].map(() => stores.mailRequests.verifyEmail(tokenHash, moment())));

      expect(outcomes.filter((email) => email === account.email)).toHaveLength(1);
      expect(outcomes.filter((email) => email === null)).toHaveLength(3);
      expect(await stores.accounts.byId(account.id)).toEqual({ ...account, isEmailVerified: true });
      expect((await eventsOf(stores, account)).filter((type) => type === 'EmailVerified')).toHaveLength(1);
    });

    it('of another address puts it in place of the old one, and ends what went to the old one', async () => {
      const { account } = await signedIn(stores);
      const reset = await request(stores, account, 'resetPassword');
      const email = `${randomUUID()}@bazaar.example`;
      const { tokenHash } = await request(stores, account, 'changeEmail', email);

      expect(await stores.mailRequests.verifyEmail(tokenHash, moment())).toBe(email);

      expect(await stores.accounts.byEmail(email)).toEqual({ ...account, email, isEmailVerified: true });
      expect(await stores.accounts.byEmail(account.email)).toBeNull();
      expect(await stores.mailRequests.ofToken(reset.tokenHash, new Date())).toBeNull();
      expect((await eventsOf(stores, account)).slice(2)).toEqual(['UserUpdated', 'EmailVerified']);
    });

    it('of an address that somebody else has by now changes nothing', async () => {
      const [{ account }, { account: other }] = [await signedIn(stores), await signedIn(stores)];
      const { tokenHash } = await request(stores, account, 'changeEmail', other.email);

      const taken = stores.mailRequests.verifyEmail(tokenHash, moment());

      await expect(taken).rejects.toMatchObject({ reason: 'EMAIL_TAKEN', reasons: [{ param: 'token' }] });
      expect(await stores.accounts.byId(account.id)).toEqual(account);
    });

    it('takes no reset token, and a reset no verification', async () => {
      const { account } = await signedIn(stores);
      const reset = await request(stores, account, 'resetPassword');
      const verification = await request(stores, account, 'verifyEmail');

      expect(await stores.mailRequests.verifyEmail(reset.tokenHash, moment())).toBeNull();
      expect(await stores.mailRequests.resetPassword(verification.tokenHash, 'h', moment())).toBeNull();

      expect(await stores.mailRequests.ofToken(reset.tokenHash, new Date())).not.toBeNull();
      expect(await stores.mailRequests.ofToken(verification.tokenHash, new Date())).not.toBeNull();
    });
  });

  describe('a reset', () => {
    it('is taken once of many at the same moment, ends all sessions and verifies the e-mail', async () => {
      const { account, token } = await signedIn(stores);
      const { tokenHash } = await request(stores, account, 'resetPassword');
      const thiefs = await request(stores, account, 'changeEmail', 'thief@bazaar.example');

      const hashes = ['h1', 'h2', 'h3', 'h4'];
      const outcomes = await Promise.all(
        hashes.map((hash) => stores.mailRequests.resetPassword(tokenHash, hash, moment())),
      );

      expect(outcomes.toSorted()).toEqual([1, null, null, null]);
      const passwordHash = hashes[outcomes.indexOf(1)];
      expect(await stores.accounts.byId(account.id)).toEqual({ ...account, passwordHash, isEmailVerified: true });
      expect(await statusOf(stores, token)).toBe('ended');
      expect(await stores.mailRequests.ofToken(thiefs.tokenHash, new Date())).toBeNull();
      expect((await eventsOf(stores, account)).slice(2).toSorted()).toEqual([
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
      const { account } = await signedIn(stores);
      await settle(account.email);
      expect(await eventsOf(stores, account)).toEqual(['PasswordResetRequested']);
    });

    it('make none for who is banned or unknown, and are struck off alike', async () => {
      const { account } = await signedIn(stores, { isDisabled: true });
      await settle(account.email);
      await settle('nobody@bazaar.example');
      expect(await eventsOf(stores, account)).toEqual([]);
    });
  });
}
