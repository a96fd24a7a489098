import { isAdmin, requireAdmin, requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { parseInput } from '#kernel/validation.ts';
import { banUserInput, readDeleteUser, readUsers, setRolesInput, unbanUserInput } from '../adminInputs.ts';
import type { MutationResolvers, QueryResolvers } from '../generated.ts';
import type { UsersContext } from '../ports.ts';

export const administrationQueries = {
  user: (_root, { id }, { call: { principal }, users }) => {
    const isOneself = principal.kind === 'user' && principal.userId === id;
    return isOneself || isAdmin(principal) ? users.byId(id) : null;
  },
  users: (_root, args, { call, list }) => {
    requireAdmin(call.principal);
    return list(readUsers(args), pageOf(args));
  },
} satisfies QueryResolvers<UsersContext>;

/** What admins do to users, and what users do to be gone. */
export const administrationMutations = {
  banUser: async (_root, { input }, { call, administration }, info) => {
    const { userId: by } = requireAdmin(call.principal);
    const request = parseInput(banUserInput, input);
    return outcome(info, 'UserBanned', async () => ({ user: await administration.banUser({ ...request, by }) }));
  },
  unbanUser: async (_root, { input }, { call, administration }, info) => {
    requireAdmin(call.principal);
    const request = parseInput(unbanUserInput, input);
    return outcome(info, 'UserUnbanned', async () => ({ user: await administration.unbanUser(request) }));
  },
  setRoles: async (_root, { input }, { call, administration }, info) => {
    requireAdmin(call.principal);
    const request = parseInput(setRolesInput, input);
    return outcome(info, 'RolesSet', async () => ({ user: await administration.setRoles(request) }));
  },
  deleteUser: async (_root, { input }, { call, administration }, info) => {
    const request = readDeleteUser(input, requireUser(call.principal).userId);
    if (!('password' in request)) requireAdmin(call.principal);
    return outcome(info, 'UserDeleted', async () => {
      if ('password' in request) await administration.deleteMyself(request);
      else await administration.deleteUser(request);
      return { userId: request.userId };
    });
  },
} satisfies MutationResolvers<UsersContext>;
