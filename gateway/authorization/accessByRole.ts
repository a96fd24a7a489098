import type { Principal } from '#kernel/auth/principal.ts';
import { type Access, noAccess } from './access.ts';

/** What the shop's roles may do, in a supergraph's words: role → scopes. */
export type RoleScopes = Readonly<Record<string, readonly string[]>>;

/** The shop's own tokens have roles; each also is a policy of its name. */
export const makeAccessByRole =
  (roleScopes: RoleScopes) =>
  (principal: Principal): Access => {
    if (principal.kind !== 'user') return noAccess;
    const { roles, userId } = principal;
    return {
      authenticated: true,
      scopes: new Set(roles.flatMap((role) => roleScopes[role] ?? [])),
      policies: new Set(roles),
      claims: { sub: userId, roles },
    };
  };
