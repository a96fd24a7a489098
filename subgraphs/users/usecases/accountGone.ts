import { AppError } from '#kernel/errors.ts';

/** An access token may outlive its account by some moments. */
export const accountGone = (): AppError =>
  new AppError('UNAUTHENTICATED', 'ACCOUNT_GONE', 'this account no longer exists');
