import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { AccountEvent } from './domain/administration.ts';
import type { Account, Role, User } from './domain/user.ts';
import type { Moment } from './selfServicePorts.ts';

export type AccountAdministration = {
  /**
   * Stores what `decide` makes of an account, and publishes it, in one transaction. Sessions end with every event but
   * UserUnbanned, and SessionRevoked is published for each whose access tokens may still count. A login that is under way
   * comes first and ends too, or finds the account changed. `decide` may be called again after a conflict.
   *
   * @returns the account as it is then, `erased` for one that was deleted, now or before, or null for one that never was.
   * @throws what `decide` throws.
   */
  change(
    userId: string,
    decide: (account: Account, hasOtherAdmin: boolean) => readonly AccountEvent[],
    moment: Moment,
  ): Promise<Account | 'erased' | null>;
};

export type UserSort = 'NEWEST' | 'OLDEST' | 'EMAIL';

export type UserQuery = {
  readonly filter: FilterInput | undefined;
  /** Each word begins a word of the name, or the e-mail. */
  readonly search: string | undefined;
  readonly sort: UserSort;
};

/** `count` costs a query of its own. */
export type ListedUsers = Connection<User> & { count(): Promise<number> };

/** @throws AppError BAD_USER_INPUT (INVALID_FILTER, INVALID_PAGE). */
export type UserList = (query: UserQuery, page: Page) => Promise<ListedUsers>;

/** What admins do to users. `by` is the admin. @throws AppError REFUSED (USER_NOT_FOUND), and what is said at each. */
export type Administration = {
  /** Repeatable; the first reason stays. @throws AppError REFUSED (CANNOT_BAN_YOURSELF, LAST_ADMIN). */
  banUser(request: { userId: string; reason: string; by: string }): Promise<User>;
  unbanUser(request: { userId: string }): Promise<User>;
  /** @throws AppError REFUSED (LAST_ADMIN). */
  setRoles(request: { userId: string; roles: readonly Role[] }): Promise<User>;
  /** Erases the account; repeatable. @throws AppError REFUSED (LAST_ADMIN). */
  deleteUser(request: { userId: string }): Promise<void>;
  /** Erases the caller's own account. @throws AppError REFUSED (INVALID_CREDENTIALS, LAST_ADMIN), UNAVAILABLE (SIGN_IN_BUSY). */
  deleteMyself(request: { userId: string; password: string }): Promise<void>;
};
