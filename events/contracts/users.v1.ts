import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'users.v1';

/** Message key: `userId`. No names and no e-mail addresses: who needs them asks users. */
export const userEvent = z.discriminatedUnion('type', [
  envelope('UserRegistered', { userId: z.uuid() }),
  envelope('UserLoggedIn', { userId: z.uuid(), sessionId: z.uuid() }),
  /** One login has ended (logout, or a refresh token used twice): its access tokens no longer count. */
  envelope('SessionRevoked', { userId: z.uuid(), sessionId: z.uuid() }),
  /** Name, e-mail, language, avatar or the like: readers drop what they cached. */
  envelope('UserUpdated', { userId: z.uuid() }),
  /** May not sign in any more; SessionRevoked is published for each of the sessions. */
  envelope('UserBanned', { userId: z.uuid() }),
  envelope('UserUnbanned', { userId: z.uuid() }),
  envelope('UserRolesChanged', { userId: z.uuid(), roles: z.array(z.enum(['customer', 'seller', 'admin'])) }),
  /** Erased: whoever keeps something personal about this user erases it too. */
  envelope('UserDeleted', { userId: z.uuid() }),
  envelope('PasswordChanged', { userId: z.uuid() }),
  /** Who writes the mail asks users once for the token that belongs to `requestId`. */
  envelope('PasswordResetRequested', { userId: z.uuid(), requestId: z.uuid() }),
  envelope('EmailVerificationRequested', { userId: z.uuid(), requestId: z.uuid() }),
  envelope('EmailVerified', { userId: z.uuid() }),
]);

export type UserEvent = z.infer<typeof userEvent>;
