import type { UserPrincipal } from '#kernel/auth/principal.ts';
import type { Ticket, Tickets } from '#kernel/files/tickets.ts';
import type { Account, User } from './domain/user.ts';

/** The picture is always of who holds the ticket. */
export type AvatarTickets = Pick<Tickets<null>, 'issue'>;

export type AvatarStore = {
  /**
   * Puts a stored file in the place of the user's picture, or nothing; the one before belongs to nobody then. Publishes
   * UserUpdated in the same transaction, unless there was nothing to take away.
   *
   * @param at business time, for what is published.
   * @returns the account as it is then, or null when it is gone.
   */
  replace(userId: string, avatarId: string | null, at: Date): Promise<Account | null>;
};

/** @throws AppError as `accountGone` where the account is gone. */
export type AvatarActions = {
  requestUpload(holder: UserPrincipal): Promise<Ticket>;
  /** Repeatable. */
  remove(userId: string): Promise<User>;
};
