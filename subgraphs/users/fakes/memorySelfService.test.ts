import { describe } from 'vitest';
import { memoryAddresses, memoryInquiries, memoryMailRequests, memoryOwnAccounts } from './memorySelfService.ts';
import { MemoryUsers } from './memoryUsers.ts';
import { keepsOwnAccounts } from './selfServiceContract.ts';

describe('own accounts in memory', () => {
  keepsOwnAccounts(() => {
    const users = new MemoryUsers();
    const mailRequests = memoryMailRequests(users);
    return {
      accounts: users,
      sessions: users,
      ownAccounts: memoryOwnAccounts(users),
      addresses: memoryAddresses(users),
      mailRequests,
      inquiries: memoryInquiries(users, mailRequests),
      published: (userId) => users.published.filter(({ key }) => key === userId).map(({ type }) => type),
    };
  });
});
