import type { Draft } from '#events/outbox/outbox.ts';
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
