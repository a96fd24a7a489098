import { describe } from 'vitest';
import { keepsMailRequests } from './mailRequestsContract.ts';
import { memoryAddresses, memoryInquiries, memoryMailRequests, memoryOwnAccounts } from './memorySelfService.ts';
import { MemoryUsers } from './memoryUsers.ts';
import { keepsOwnAccounts } from './selfServiceContract.ts';

describe('own accounts in memory', () => {
  const open = () => {
    const users = new MemoryUsers();
    const mailRequests = memoryMailRequests(users);
    return {
      accounts: users,
      sessions: users,
      ownAccounts: memoryOwnAccounts(users),
      addresses: memoryAddresses(users),
      mailRequests,
      inquiries: memoryInquiries(users, mailRequests),
      published: (userId: string) => users.published.filter(({ key }) => key === userId).map(({ type }) => type),
    };
  };
  keepsOwnAccounts(open);
  keepsMailRequests(open);
});
