import type { UserPrincipal } from './principal.ts';

/** The sessions and users whose still unexpired tokens no longer count. Kept in memory in every process. */
export type Revocations = { isRevoked(user: UserPrincipal): boolean };

export const noRevocations: Revocations = { isRevoked: () => false };
