import type { Session } from './domain/session.ts';
import type { User } from './domain/user.ts';

/** A session as it was read. */
export type StoredSession = { readonly id: string; readonly userId: string; readonly state: Session };

/** A session as its owner gets it. */
export type SessionGrant = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly user: User;
};
