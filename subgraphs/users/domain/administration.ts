import { AppError, unreachable } from '#kernel/errors.ts';
import type { Account, Role } from './user.ts';

/** What is done to an account in the interest of the shop, or at its owner's own wish. */
export type AccountCommand =
  | { type: 'BanUser'; by: string; reason: string; now: Date }
  | { type: 'UnbanUser' }
  | { type: 'SetRoles'; roles: readonly Role[] }
  | { type: 'DeleteUser' };

/** All but an unban end the sessions of the user. */
export type AccountEvent =
  | { type: 'UserBanned'; reason: string; at: Date }
  | { type: 'UserUnbanned' }
  | { type: 'UserRolesChanged'; roles: readonly Role[] }
  | { type: 'UserDeleted' };

/**
 * `[]` means that the wish already holds: whoever asks twice changes nothing the second time.
 *
 * @param hasOtherAdmin somebody else who may sign in is an admin.
 * @throws AppError REFUSED: CANNOT_BAN_YOURSELF, LAST_ADMIN.
 */
export function decideAccount(account: Account, command: AccountCommand, hasOtherAdmin: boolean): AccountEvent[] {
  switch (command.type) {
    case 'BanUser': {
      const { by, reason, now } = command;
      if (by === account.id) throw refuse('CANNOT_BAN_YOURSELF', 'you can not ban yourself', 'userId');
      if (account.ban) return [];
      keepAnAdmin(account, hasOtherAdmin);
      return [{ type: 'UserBanned', reason, at: now }];
    }
    case 'UnbanUser':
      return account.ban ? [{ type: 'UserUnbanned' }] : [];
    case 'SetRoles': {
      const roles = ROLES.filter((role) => command.roles.includes(role));
      if (ROLES.every((role) => account.roles.includes(role) === roles.includes(role))) return [];
      if (!roles.includes('admin')) keepAnAdmin(account, hasOtherAdmin);
      return [{ type: 'UserRolesChanged', roles }];
    }
    case 'DeleteUser':
      keepAnAdmin(account, hasOtherAdmin);
      return [{ type: 'UserDeleted' }];
    default:
      return unreachable(command);
  }
}

/** Null for an account that is no more. */
export function evolveAccount(account: Account, event: AccountEvent): Account | null {
  switch (event.type) {
    case 'UserBanned':
      return { ...account, isDisabled: true, ban: { at: event.at, reason: event.reason } };
    case 'UserUnbanned': {
      const { ban: _ended, ...rest } = account;
      return { ...rest, isDisabled: false };
    }
    case 'UserRolesChanged':
      return { ...account, roles: event.roles };
    case 'UserDeleted':
      return null;
    default:
      return unreachable(event);
  }
}

/** One order for equal sets, so that equal sets compare as equal. */
const ROLES: readonly Role[] = ['customer', 'seller', 'admin'];

/** A shop without an admin could never get one again. */
function keepAnAdmin(account: Account, hasOtherAdmin: boolean): void {
  if (hasOtherAdmin || !account.roles.includes('admin') || account.isDisabled) return;
  throw refuse('LAST_ADMIN', 'this is the only admin: give the role to somebody else first', 'userId');
}

function refuse(reason: string, message: string, param: string): AppError {
  return new AppError('REFUSED', reason, message, { reasons: [{ param, message }] });
}
