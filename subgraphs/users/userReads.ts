import DataLoader from 'dataloader';
import type { User } from './domain/user.ts';
import type { UserReads } from './ports.ts';

/** Reads of many at once, in no particular order. */
export type UserQueries = { byIds(ids: readonly string[]): Promise<readonly User[]> };

/** Make it anew for each request: it remembers what it has read. */
export function makeUserReads(queries: UserQueries): UserReads {
  const users = new DataLoader<string, User | null>(async (ids) => {
    const found = new Map((await queries.byIds(ids)).map((user) => [user.id, user]));
    return ids.map((id) => found.get(id) ?? null);
  });
  return { byId: (id) => users.load(id) };
}
