import { isAdmin, type Principal } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { dateTimeScalar } from '#kernel/graphql/scalars.ts';
import { parseInput } from '#kernel/validation.ts';
import type { Role } from './domain/user.ts';
import type { Role as PublicRole, Resolvers } from './generated.ts';
import { loginInput, logoutInput, refreshSessionInput, registerInput } from './inputs.ts';
import type { UsersContext, UserView } from './ports.ts';

export const resolvers: Resolvers<UsersContext> = {
  Query: {
    me: (_root, _arguments, { call: { principal }, users }) =>
      principal.kind === 'user' ? users.byId(principal.userId) : null,
    mailRecipient: (_root, { userId }, { users }) => users.byId(userId),
  },

  Mutation: {
    register: (_root, { input }, { register }, info) =>
      outcome(info, 'Session', async () => register(parseInput(registerInput, input))),
    login: (_root, { input }, { login }, info) =>
      outcome(info, 'Session', async () => login(parseInput(loginInput, input))),
    refreshSession: (_root, { input }, { refreshSession }, info) =>
      outcome(info, 'Session', async () => refreshSession(parseInput(refreshSessionInput, input).refreshToken)),
    logout: async (_root, { input }, { logout }) => {
      await logout(parseInput(logoutInput, input).refreshToken);
      return { loggedOut: true };
    },
  },

  Session: {
    user: ({ user }) => ({ ...user, isOwn: true }),
  },

  User: {
    __resolveReference: ({ id }, { users }) => users.byId(id),
    name: (user, _arguments, { call }) => (mayRead(call.principal, user) ? user.name : null),
    email: (user, _arguments, { call }) => (mayRead(call.principal, user) ? user.email : null),
    roles: ({ roles }) => roles.map((role) => publicRole[role]),
  },

  DateTime: dateTimeScalar,
};

const publicRole: Readonly<Record<Role, PublicRole>> = { customer: 'CUSTOMER', seller: 'SELLER', admin: 'ADMIN' };

/** Admins and the user: to all others a user is no more than an id, and services ask for a `mailRecipient`. */
const mayRead = (principal: Principal, { id, isOwn = false }: UserView): boolean =>
  isOwn || isAdmin(principal) || (principal.kind === 'user' && principal.userId === id);
