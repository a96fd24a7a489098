import mongoose, { type QueryFilter } from 'mongoose';
import { conditionOf, type FilterFields } from '#kernel/graphql/filter.ts';
import { findPage, type SortKeys } from '#kernel/mongo/findPage.ts';
import type { UserList, UserSort } from '../adminPorts.ts';
import { wordsOf } from '../domain/searchWords.ts';
import { userOf } from '../domain/user.ts';
import { accountOf, type UserModels, type UserRow } from './userModels.ts';

const SORTS: Readonly<Record<UserSort, SortKeys>> = {
  NEWEST: [
    ['createdAt', -1],
    ['_id', -1],
  ],
  OLDEST: [
    ['createdAt', 1],
    ['_id', 1],
  ],
  EMAIL: [['email', 1]],
};

const FIELDS: FilterFields<UserRow> = {
  role: 'roles',
  createdAt: 'createdAt',
  banned: (isBanned: boolean) => ({ 'ban.at': mongoose.trusted({ $exists: isBanned }) }),
};

/** Admins' list of users, in MongoDB. */
export const makeUserList =
  ({ users }: Pick<UserModels, 'users'>): UserList =>
  async ({ filter, search, sort }, page) => {
    const condition = { $and: [conditionOf<UserRow>(filter, FIELDS), ...searched(search)] };
    const { edges, nodes, ...rest } = await findPage(users, condition, SORTS[sort], page);
    return {
      ...rest,
      edges: edges.map(({ cursor, node }) => ({ cursor, node: userOf(accountOf(node)) })),
      nodes: nodes.map((row) => userOf(accountOf(row))),
      count: () => users.countDocuments(condition).exec(),
    };
  };

/** Each word given must begin a word of the name, or the e-mail. Anchored, so that an index has them together. */
const searched = (search = ''): QueryFilter<UserRow>[] =>
  search
    .split(/\s+/)
    .filter(Boolean)
    .map((typed) => {
      const words = wordsOf(typed).map((word) => ({ nameWords: beginningWith(word) }));
      const inName = words.length > 0 ? [{ $and: words }] : [];
      return { $or: [{ email: beginningWith(typed.toLowerCase()) }, ...inName] };
    });

const beginningWith = (text: string) => mongoose.trusted({ $regex: `^${RegExp.escape(text)}` });
