import type { Draft } from '#events/outbox/outbox.ts';
import type { AccountEvent } from './domain/administration.ts';
import type { MailRequest } from './domain/mailRequest.ts';
import type { SessionEvent } from './domain/session.ts';
import type { User } from './domain/user.ts';

/** Others hear of ids only: who needs a name or an address asks for it. */
export const registered = ({ id: userId, createdAt }: User): Draft => ({
  topic: 'users.v1',
  key: userId,
  type: 'UserRegistered',
  data: { userId },
  occurredAt: createdAt,
});

/** That something about a user is another than it was; who wants to know what asks. */
export const aboutUser = (
  userId: string,
  type: 'UserUpdated' | 'PasswordChanged' | 'EmailVerified',
  occurredAt: Date,
): Draft => ({ topic: 'users.v1', key: userId, type, data: { userId }, occurredAt });

/** Who writes the mail asks for its token and its address. */
export const mailRequested = ({ id: requestId, userId, purpose }: MailRequest, occurredAt: Date): Draft => ({
  topic: 'users.v1',
  key: userId,
  type: purpose === 'resetPassword' ? 'PasswordResetRequested' : 'EmailVerificationRequested',
  data: { userId, requestId },
  occurredAt,
});

/** What others may know of a session: that it began, and that its access tokens no longer count. */
export const outgoing = (
  { id: sessionId, userId }: { id: string; userId: string },
  events: readonly SessionEvent[],
  occurredAt: Date,
): Draft[] =>
  events.flatMap((event): Draft[] => {
    const draft = { topic: 'users.v1', key: userId, data: { userId, sessionId }, occurredAt } as const;
    if (event.type === 'SessionStarted') return [{ ...draft, type: 'UserLoggedIn' }];
    if (event.type === 'SessionEnded') return [{ ...draft, type: 'SessionRevoked' }];
    return [];
  });

/** What an admin did to a user; why stays here. */
export function administered(userId: string, event: AccountEvent, occurredAt: Date): Draft {
  const draft = { topic: 'users.v1', key: userId, occurredAt } as const;
  if (event.type === 'UserRolesChanged') {
    return { ...draft, type: event.type, data: { userId, roles: [...event.roles] } };
  }
  return { ...draft, type: event.type, data: { userId } };
}
