import { requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { parseInput } from '#kernel/validation.ts';
import { choicesOf, enabledChannels } from '../domain/preferences.ts';
import type { Resolvers } from '../generated.ts';
import { updateNotificationPreferencesInput } from '../inputs.ts';
import type { NotificationsContext } from '../ports.ts';

export const preferenceResolvers: Resolvers<NotificationsContext> = {
  Query: {
    notificationPreferences: async (_root, _arguments, { call, preferences }) => {
      const { userId } = requireUser(call.principal);
      return { choices: choicesOf(await preferences.offOf(userId)) };
    },
    channelsFor: async (_root, { userId, category }, { preferences }) =>
      enabledChannels(await preferences.offOf(userId), category),
    unsubscribeToken: (_root, { userId }, { preferences }) => preferences.tokenOf(userId),
  },

  Mutation: {
    updateNotificationPreferences: (_root, { input }, { call, preferences }, info) => {
      const { userId } = requireUser(call.principal);
      const { choices } = parseInput(updateNotificationPreferencesInput, input);
      return outcome(info, 'NotificationPreferencesUpdated', async () => ({
        preferences: { choices: choicesOf(await preferences.update(userId, choices)) },
      }));
    },
  },
};
