import type { AccountAdministration } from '../adminPorts.ts';
import { type AccountEvent, evolveAccount } from '../domain/administration.ts';
import type { Account } from '../domain/user.ts';
import { administered } from '../outgoing.ts';
import type { Moment } from '../selfServicePorts.ts';
import type { MemoryUsers } from './memoryUsers.ts';

/** Accounts as admins change them, in memory, for tests. */
export function memoryAdministration(users: MemoryUsers): AccountAdministration {
  const erased = new Set<string>();
  const store = (account: Account, event: AccountEvent, moment: Moment) => {
    const after = evolveAccount(account, event);
    if (after) users.accounts.set(account.id, after);
    else if (users.accounts.delete(account.id)) erased.add(account.id);
    if (event.type !== 'UserUnbanned') users.endAll(account.id, moment);
    users.published.push(administered(account.id, event, moment.at));
  };
  return {
    change: async (userId, decide, moment) => {
      const account = users.accounts.get(userId);
      if (!account) return erased.has(userId) ? 'erased' : null;
      for (const event of decide(account, hasOtherAdmin(users, userId))) store(account, event, moment);
      return users.accounts.get(userId) ?? 'erased';
    },
  };
}

const hasOtherAdmin = ({ accounts }: MemoryUsers, userId: string): boolean =>
  [...accounts.values()].some(({ id, roles, isDisabled }) => id !== userId && roles.includes('admin') && !isDisabled);
