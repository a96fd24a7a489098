import { AppError } from '#kernel/errors.ts';
import type { Account } from '../domain/user.ts';
import type { AccountStore, Passwords } from '../ports.ts';
import { accountGone } from './accountGone.ts';

type Deps = { accounts: Pick<AccountStore, 'byId'>; passwords: Pick<Passwords, 'verify'> };

/**
 * The account of somebody who is signed in and has typed the password again: an open window alone must not be enough to
 * take an account over.
 *
 * @param param the input field with the password.
 * @throws AppError REFUSED (INVALID_CREDENTIALS), UNAUTHENTICATED (ACCOUNT_GONE), UNAVAILABLE (SIGN_IN_BUSY).
 */
export async function checkPassword(
  { accounts, passwords }: Deps,
  { userId, password }: { userId: string; password: string },
  param: string,
): Promise<Account> {
  const account = await accounts.byId(userId);
  if (!account) throw accountGone();
  if (!(await passwords.verify(password, account.passwordHash))) throw wrongPassword(param);
  return account;
}

export function wrongPassword(param: string): AppError {
  const message = 'this is not your password';
  return new AppError('REFUSED', 'INVALID_CREDENTIALS', message, { reasons: [{ param, message }] });
}
