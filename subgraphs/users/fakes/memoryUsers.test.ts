import { describe } from 'vitest';
import { MemoryUsers } from './memoryUsers.ts';
import { keepsUsers } from './userStoresContract.ts';

describe('users in memory', () => {
  keepsUsers(() => {
    const users = new MemoryUsers();
    const published = (userId: string) => users.published.filter(({ key }) => key === userId).map(({ type }) => type);
    return { accounts: users, sessions: users, queries: users, published };
  });
});
