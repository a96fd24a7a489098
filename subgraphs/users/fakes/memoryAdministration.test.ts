import { describe } from 'vitest';
import { administersUsers } from './administrationContract.ts';
import { countsAttempts } from './countersContract.ts';
import { memoryAdministration } from './memoryAdministration.ts';
import { memoryCounters } from './memoryCounters.ts';
import { MemoryUsers } from './memoryUsers.ts';

describe('accounts in memory', () => {
  administersUsers(() => {
    const users = new MemoryUsers();
    const published = (userId: string) => users.published.filter(({ key }) => key === userId).map(({ type }) => type);
    return { accounts: users, sessions: users, administration: memoryAdministration(users), published };
  });
});

describe('counters in memory', () => countsAttempts(memoryCounters()));
