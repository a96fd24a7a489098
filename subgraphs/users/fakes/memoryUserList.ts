import { AppError } from '#kernel/errors.ts';
import { connectionOf } from '#kernel/graphql/page.ts';
import type { UserList } from '../adminPorts.ts';
import { wordsOf } from '../domain/searchWords.ts';
import { userOf } from '../domain/user.ts';
import type { MemoryUsers } from './memoryUsers.ts';

/** First pages of admins' list of users, in memory, for tests that need no filter. */
export const memoryUserList =
  ({ accounts }: MemoryUsers): UserList =>
  async ({ filter, search = '' }, page) => {
    if (filter || page.cursor) throw new AppError('INTERNAL', 'NOT_FAKED', 'the database filters and pages');
    const found = [...accounts.values()].filter(({ name, email }) =>
      wordsOf(search).every((word) => wordsOf(`${name} ${email}`).some((each) => each.startsWith(word))),
    );
    const rows = found.slice(0, page.size).map((account) => ({ cursor: account.id, node: userOf(account) }));
    return { ...connectionOf(page, rows, found.length > page.size), count: async () => found.length };
  };
