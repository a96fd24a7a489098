import { isAdmin, type Principal } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { dateTimeScalar } from '#kernel/graphql/scalars.ts';
import { parseInput } from '#kernel/validation.ts';
import type { MailPurpose } from './domain/mailRequest.ts';
import type { Locale, Role } from './domain/user.ts';
import type { MailTokenPurpose, Locale as PublicLocale, Role as PublicRole, Resolvers } from './generated.ts';
import { loginInput, logoutInput, refreshSessionInput, registerInput } from './inputs.ts';
import type { UsersContext, UserView } from './ports.ts';
import { addressMutations } from './resolvers/addresses.ts';
import { administrationMutations, administrationQueries } from './resolvers/administration.ts';
import { avatarMutations } from './resolvers/avatars.ts';
import { selfServiceMutations } from './resolvers/selfService.ts';

export const resolvers: Resolvers<UsersContext> = {
  Query: {
    me: (_root, _arguments, { call: { principal }, users }) =>
      principal.kind === 'user' ? users.byId(principal.userId) : null,
    ...administrationQueries,
    mailRecipient: (_root, { userId }, { users }) => users.byId(userId),
    userLocale: async (_root, { userId }, { users }) => {
      const user = await users.byId(userId);
      return user && publicLocale[user.locale];
    },
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
    ...administrationMutations,
    ...selfServiceMutations,
    ...addressMutations,
    ...avatarMutations,
    mailToken: (_root, { requestId }, { own }) => own.mailToken(requestId),
  },

  Session: {
    user: ({ user }) => ({ ...user, isOwn: true }),
  },

  User: {
    __resolveReference: ({ id }, { users }) => users.byId(id),
    name: (user, _arguments, { call }) => (mayRead(call.principal, user) ? user.name : null),
    avatarUrl: (user, _arguments, { call, avatars }) =>
      user.avatarId !== undefined && mayRead(call.principal, user) ? avatars.urlOf(user.avatarId) : null,
    email: (user, _arguments, { call }) => (mayRead(call.principal, user) ? user.email : null),
    emailVerified: (user, _arguments, { call }) => (mayRead(call.principal, user) ? user.isEmailVerified : null),
    locale: (user, _arguments, { call }) => (mayRead(call.principal, user) ? publicLocale[user.locale] : null),
    phone: (user, _arguments, { call }) => (mayRead(call.principal, user) ? user.phone : null),
    addresses: async (user, _arguments, { call, own }) =>
      mayRead(call.principal, user) ? [...(await own.addresses(user.id))] : null,
    roles: (user, _arguments, { call }) =>
      mayRead(call.principal, user) ? user.roles.map((role) => publicRole[role]) : null,
    bannedAt: (user, _arguments, { call }) => (mayRead(call.principal, user) ? (user.ban?.at ?? null) : null),
    banReason: ({ ban }, _arguments, { call }) => (isAdmin(call.principal) ? (ban?.reason ?? null) : null),
  },

  MailRecipient: { locale: ({ locale }) => publicLocale[locale] },

  MailToken: { purpose: ({ purpose }) => publicPurpose[purpose] },

  UserConnection: { totalCount: ({ count }) => count() },

  DateTime: dateTimeScalar,
};

const publicRole: Readonly<Record<Role, PublicRole>> = { customer: 'CUSTOMER', seller: 'SELLER', admin: 'ADMIN' };

const publicLocale: Readonly<Record<Locale, PublicLocale>> = { en: 'EN', ro: 'RO' };
const publicPurpose: Readonly<Record<MailPurpose, MailTokenPurpose>> = {
  verifyEmail: 'VERIFY_EMAIL',
  resetPassword: 'RESET_PASSWORD',
  changeEmail: 'CHANGE_EMAIL',
};

/** Admins and the user: to all others a user is no more than an id, and services ask for a `mailRecipient`. */
const mayRead = (principal: Principal, { id, isOwn = false }: UserView): boolean =>
  isOwn || isAdmin(principal) || (principal.kind === 'user' && principal.userId === id);
