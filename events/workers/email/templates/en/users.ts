import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { Templates } from '../template.ts';
import { letter, paragraph } from './words.ts';

export const users: Pick<Templates, UserEvent['type']> = {
  UserRegistered: (_event, to) =>
    letter('Welcome to Bazaar', to, paragraph('Your account is ready. We are glad that you are here.')),
  UserLoggedIn: null,
  SessionRevoked: null,
  UserUpdated: null,
  UserBanned: null,
  UserUnbanned: null,
  UserRolesChanged: null,
  UserDeleted: null,
  PasswordChanged: null,
  PasswordResetRequested: null,
  EmailVerificationRequested: null,
  EmailVerified: null,
};
