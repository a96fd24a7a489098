import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'users.v1';

/** Message key: `userId`. No names and no e-mail addresses: who needs them asks users. */
export const userEvent = z.discriminatedUnion('type', [
  envelope('UserRegistered', { userId: z.uuid() }),
  envelope('UserLoggedIn', { userId: z.uuid(), sessionId: z.uuid() }),
  /** One login has ended (logout, or a refresh token used twice): its access tokens no longer count. */
  envelope('SessionRevoked', { userId: z.uuid(), sessionId: z.uuid() }),
]);

export type UserEvent = z.infer<typeof userEvent>;
