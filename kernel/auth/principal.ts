import { AppError } from '../errors.ts';

export type Role = 'customer' | 'seller' | 'admin';

/** Who asks. A `service` acts for itself, not for a person. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | UserPrincipal
  | { readonly kind: 'service'; readonly service: string };

export type UserPrincipal = {
  readonly kind: 'user';
  readonly userId: string;
  readonly roles: readonly Role[];
  /** The login this token belongs to; a logout revokes it. */
  readonly sessionId: string;
  /** When the access token ends; nothing is served on its behalf after that. */
  readonly expiresAt: Date;
};

export const anonymous: Principal = { kind: 'anonymous' };

/** @throws AppError UNAUTHENTICATED (SIGN_IN_REQUIRED). */
export function requireUser(principal: Principal): UserPrincipal {
  if (principal.kind === 'user') return principal;
  throw new AppError('UNAUTHENTICATED', 'SIGN_IN_REQUIRED', 'sign in first: this needs an access token');
}

/** @throws AppError UNAUTHENTICATED (SIGN_IN_REQUIRED), FORBIDDEN (ADMIN_REQUIRED). */
export function requireAdmin(principal: Principal): UserPrincipal {
  const user = requireUser(principal);
  if (user.roles.includes('admin')) return user;
  throw new AppError('FORBIDDEN', 'ADMIN_REQUIRED', 'this needs the role admin');
}

/** Admins sell too. @throws AppError UNAUTHENTICATED (SIGN_IN_REQUIRED), FORBIDDEN (SELLER_REQUIRED). */
export function requireSeller(principal: Principal): UserPrincipal {
  const user = requireUser(principal);
  if (user.roles.includes('seller') || isAdmin(user)) return user;
  throw new AppError('FORBIDDEN', 'SELLER_REQUIRED', 'this needs the role seller');
}

export const isAdmin = (principal: Principal): boolean =>
  principal.kind === 'user' && principal.roles.includes('admin');
