import { AppError } from '#kernel/errors.ts';

export type Role = 'customer' | 'seller' | 'admin';

export type User = {
  readonly id: string;
  readonly name: string;
  /** Normalised: two spellings of one address are one account. */
  readonly email: string;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
};

/** A user with what only registering and signing in may see. */
export type Account = User & {
  readonly passwordHash: string;
  /** A deactivated account keeps its data and gets no session. */
  readonly isDisabled: boolean;
};

/** What may leave this subgraph: never the password hash. */
export const userOf = ({ id, name, email, roles, createdAt }: Account): User => ({
  id,
  name,
  email,
  roles,
  createdAt,
});

export function emailTaken(cause?: unknown): AppError {
  const message = 'an account with this e-mail exists: sign in, or take another e-mail';
  return new AppError('REFUSED', 'EMAIL_TAKEN', message, { reasons: [{ param: 'email', message }], cause });
}
