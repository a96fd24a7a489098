import { AppError } from '#kernel/errors.ts';

export type Role = 'customer' | 'seller' | 'admin';

export type Locale = 'en' | 'ro';

export type User = {
  readonly id: string;
  readonly name: string;
  /** Normalised: two spellings of one address are one account. */
  readonly email: string;
  /** Somebody has shown to read mail at this address. */
  readonly isEmailVerified: boolean;
  readonly locale: Locale;
  /** E.164; null when not given. */
  readonly phone: string | null;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
  /** There while the user may not sign in. */
  readonly ban?: Ban;
  /** The file that shows the user; not there without one. */
  readonly avatarId?: string;
};

/** @property reason for admins' eyes only. */
export type Ban = { readonly at: Date; readonly reason: string };

/** A user with what only registering and signing in may see. */
export type Account = User & {
  readonly passwordHash: string;
  /** A banned account keeps its data and gets no session. */
  readonly isDisabled: boolean;
};

/** What may leave this subgraph: never the password hash. */
export const userOf = (account: Account): User => {
  const { id, name, email, isEmailVerified, locale, phone, roles, createdAt, ban, avatarId } = account;
  const always = { id, name, email, isEmailVerified, locale, phone, roles, createdAt };
  return { ...always, ...(ban && { ban }), ...(avatarId && { avatarId }) };
};

/** @param param the input field that is to blame. */
export function emailTaken(cause?: unknown, param = 'email'): AppError {
  const message = 'an account with this e-mail exists: sign in, or take another e-mail';
  return new AppError('REFUSED', 'EMAIL_TAKEN', message, { reasons: [{ param, message }], cause });
}

export const accountDisabled = (): AppError => new AppError('REFUSED', 'ACCOUNT_DISABLED', 'this account was banned');
