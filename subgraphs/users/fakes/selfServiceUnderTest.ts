import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
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

export const MINUTE_MS = 60_000;

export const moment = (passedMs = 0) => ({ at: NOON, now: new Date(Date.now() + passedMs) });

/** A new account with a session, and the token of that. */
export async function signedIn({ accounts }: SelfServiceStores, change: Partial<Account> = {}) {
  const account = newAccount(change);
  const { token } = started();
  await accounts.register(account, newSession(account.id), [started(token)]);
  return { account, token };
}

export const statusOf = async ({ sessions }: SelfServiceStores, token: string) =>
  (await sessions.ofToken(token))?.state.status;

/** Types of the events since the registration. */
export const eventsOf = async ({ published }: SelfServiceStores, { id }: Account) => (await published(id)).slice(1);

/** An open request of a user, with its token's hash. */
export async function request(
  { mailRequests }: SelfServiceStores,
  { id: userId, email }: Account,
  purpose: MailPurpose,
  to = email,
) {
  const made = newMailRequest({ id: randomUUID(), userId, purpose, email: to }, new Date());
  expect(await mailRequests.make(made, NOON)).toBe(true);
  const tokenHash = randomUUID();
  expect(await mailRequests.mint(made.id, tokenHash, new Date())).toMatchObject({ purpose, email: to });
  return { id: made.id, tokenHash };
}
