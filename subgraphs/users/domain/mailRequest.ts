import { AppError } from '#kernel/errors.ts';

const MINUTE_MS = 60_000;
/** OWASP's forgot password cheat sheet: a reset token is good for a short while only. */
const LIFETIME_MS = {
  verifyEmail: 24 * 60 * MINUTE_MS,
  changeEmail: 24 * 60 * MINUTE_MS,
  resetPassword: 30 * MINUTE_MS,
} as const;

export type MailPurpose = keyof typeof LIFETIME_MS;

/** A wish for a mail with a token. A user has at most one for each purpose: a later one takes its place. */
export type MailRequest = {
  readonly id: string;
  readonly userId: string;
  readonly purpose: MailPurpose;
  /** Where the mail goes, and what its token proves somebody to read. */
  readonly email: string;
  /** Real time. */
  readonly expiresAt: Date;
};

/** @param now real time. */
export const newMailRequest = (request: Omit<MailRequest, 'expiresAt'>, now: Date): MailRequest => ({
  ...request,
  expiresAt: new Date(now.getTime() + LIFETIME_MS[request.purpose]),
});

/** One answer for unknown, used, superseded and expired tokens: whoever guesses learns nothing. */
export function tokenInvalid(): AppError {
  const message = 'this token was used, has expired or never was: ask for another mail';
  return new AppError('REFUSED', 'TOKEN_INVALID', message, { reasons: [{ param: 'token', message }] });
}
