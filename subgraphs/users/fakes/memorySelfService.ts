import type { AddressBook } from '../domain/addressBook.ts';
import type { MailPurpose, MailRequest } from '../domain/mailRequest.ts';
import { emailTaken } from '../domain/user.ts';
import { aboutUser, mailRequested } from '../outgoing.ts';
import type {
  AddressStore,
  MailRequestStore,
  Moment,
  OwnAccountStore,
  ResetInquiries,
  ResetInquiry,
} from '../selfServicePorts.ts';
import type { MemoryUsers } from './memoryUsers.ts';

/** What owners do to their accounts, in memory, for tests. */
export const memoryOwnAccounts = (users: MemoryUsers): OwnAccountStore => ({
  changeProfile: async (userId, change, at) => {
    const before = users.accounts.get(userId);
    if (!before) return null;
    const after = { ...before, ...change };
    users.accounts.set(userId, after);
    users.published.push(aboutUser(userId, 'UserUpdated', at));
    return after;
  },
  changePassword: async ({ before, passwordHash, first, events }, moment) => {
    const account = users.accounts.get(before.id);
    if (account?.passwordHash !== before.passwordHash || account.isDisabled) return false;
    const after = { ...account, passwordHash };
    users.accounts.set(before.id, after);
    users.endAll(before.id, moment);
    await users.start(after, first, events, moment.at);
    users.withdraw(before.id, ['changeEmail', 'resetPassword']);
    users.published.push(aboutUser(before.id, 'PasswordChanged', moment.at));
    return true;
  },
  endSessions: async (userId, moment) => users.endAll(userId, moment),
});

export function memoryAddresses({ accounts }: MemoryUsers): AddressStore {
  const books = new Map<string, AddressBook>();
  return {
    ofUser: async (userId) => books.get(userId) ?? [],
    change: async (userId, change) => {
      if (!accounts.has(userId)) return null;
      const after = change(books.get(userId) ?? []);
      books.set(userId, after);
      return after;
    },
  };
}

export function memoryMailRequests(users: MemoryUsers): MailRequestStore {
  const open = (tokenHash: string, now: Date): MailRequest | null => {
    const found = [...users.mailRequests.values()].find((each) => each.tokenHash === tokenHash);
    return found && found.expiresAt > now ? found : null;
  };
  const take = (tokenHash: string, now: Date, purposes: readonly MailPurpose[]) => {
    const request = open(tokenHash, now);
    const account = request && users.accounts.get(request.userId);
    return request && account && !account.isDisabled && purposes.includes(request.purpose)
      ? { request, account }
      : null;
  };
  return {
    make: async (request, at) => {
      if (users.accounts.get(request.userId)?.isDisabled !== false) return false;
      users.withdraw(request.userId, [request.purpose]);
      users.mailRequests.set(request.id, request);
      users.published.push(mailRequested(request, at));
      return true;
    },
    mint: async (requestId, tokenHash, now) => {
      const request = users.mailRequests.get(requestId);
      if (!request || request.expiresAt <= now) return null;
      users.mailRequests.set(requestId, { ...request, tokenHash });
      return request;
    },
    ofToken: async (tokenHash, now) => open(tokenHash, now),
    verifyEmail: async (tokenHash, { at, now }: Moment) => {
      const taken = take(tokenHash, now, ['verifyEmail', 'changeEmail']);
      if (!taken) return null;
      const { request, account } = taken;
      const { email, purpose } = request;
      if (purpose === 'verifyEmail' && account.email !== email) return null;
      // No await before the token is used up: it stands for the transaction.
      const isTaken = [...users.accounts.values()].some((each) => each.email === email && each.id !== account.id);
      if (isTaken) throw emailTaken(undefined, 'token');
      users.accounts.set(account.id, { ...account, email, isEmailVerified: true });
      users.withdraw(account.id, purpose === 'changeEmail' ? undefined : [purpose]);
      if (purpose === 'changeEmail') users.published.push(aboutUser(account.id, 'UserUpdated', at));
      users.published.push(aboutUser(account.id, 'EmailVerified', at));
      return email;
    },
    resetPassword: async (tokenHash, passwordHash, moment) => {
      const taken = take(tokenHash, moment.now, ['resetPassword']);
      if (!taken || taken.account.email !== taken.request.email) return null;
      const { account } = taken;
      users.accounts.set(account.id, { ...account, passwordHash, isEmailVerified: true });
      users.withdraw(account.id);
      const ended = users.endAll(account.id, moment);
      users.published.push(aboutUser(account.id, 'PasswordChanged', moment.at));
      if (!account.isEmailVerified) users.published.push(aboutUser(account.id, 'EmailVerified', moment.at));
      return ended;
    },
  };
}

export function memoryInquiries(users: MemoryUsers, mailRequests: MailRequestStore): ResetInquiries {
  const waiting: ResetInquiry[] = [];
  return {
    note: async (inquiry) => void waiting.push(inquiry),
    waiting: async () => [...waiting],
    settle: async (inquiry, requestOf, at) => {
      const place = waiting.findIndex(({ id }) => id === inquiry.id);
      if (place < 0) return;
      waiting.splice(place, 1);
      const account = await users.byEmail(inquiry.email);
      if (account) await mailRequests.make(requestOf(account), at);
    },
  };
}
