import { z } from 'zod';
import { envelope } from './envelope.ts';

export const topic = 'users.v1';

const user = { userId: z.uuid() };
const session = { ...user, sessionId: z.uuid() };
const request = { ...user, requestId: z.uuid().describe('what a token is asked for with') };

export const userEvent = z
  .discriminatedUnion('type', [
    envelope('UserRegistered', user).describe('There is a new account.'),
    envelope('UserLoggedIn', session).describe('Somebody signed in.'),
    envelope('SessionRevoked', session).describe(
      'One login has ended (logout, or a refresh token used twice): its access tokens no longer count.',
    ),
    envelope('UserUpdated', user).describe(
      'Name, e-mail, language, avatar or the like: readers drop what they cached.',
    ),
    envelope('UserBanned', user).describe(
      'May not sign in any more; SessionRevoked is published for each of the sessions.',
    ),
    envelope('UserUnbanned', user).describe('May sign in again.'),
    envelope('UserRolesChanged', { ...user, roles: z.array(z.enum(['customer', 'seller', 'admin'])) }).describe(
      'What the user may do has changed; `roles` are all of them.',
    ),
    envelope('UserDeleted', user).describe('Erased: whoever keeps something personal about this user erases it too.'),
    envelope('PasswordChanged', user).describe('By the user, signed in or with a reset token.'),
    envelope('PasswordResetRequested', request).describe('Who writes the mail asks users once for the token.'),
    envelope('EmailVerificationRequested', request).describe('Who writes the mail asks users once for the token.'),
    envelope('EmailVerified', user).describe('The address is known to be theirs.'),
  ])
  .meta({
    key: 'userId',
    description: 'Accounts and sessions. No names and no e-mail addresses: who needs them asks users.',
  });

export type UserEvent = z.infer<typeof userEvent>;
