import { requireUser } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { dateTimeScalar } from '#kernel/graphql/scalars.ts';
import { parseInput } from '#kernel/validation.ts';
import type { Resolvers } from './generated.ts';
import { deliverNotificationInput, markNotificationReadInput } from './inputs.ts';
import type { Added, Notification, NotificationsContext } from './ports.ts';
import { deadLetterResolvers } from './resolvers/deadLetters.ts';
import { dispatchResolvers } from './resolvers/dispatches.ts';
import { mailResolvers } from './resolvers/mails.ts';
import { preferenceResolvers } from './resolvers/preferences.ts';

export const resolvers: Resolvers<NotificationsContext> = {
  ...deadLetterResolvers,
  ...dispatchResolvers,
  ...mailResolvers,
  ...preferenceResolvers,

  Query: {
    ...deadLetterResolvers.Query,
    ...dispatchResolvers.Query,
    ...mailResolvers.Query,
    ...preferenceResolvers.Query,
    notifications: (_root, { unreadOnly, ...page }, { call, notifications }) => {
      const { userId } = requireUser(call.principal);
      return notifications.inbox(userId, unreadOnly, pageOf(page));
    },
  },

  Mutation: {
    ...deadLetterResolvers.Mutation,
    ...dispatchResolvers.Mutation,
    ...mailResolvers.Mutation,
    ...preferenceResolvers.Mutation,
    markNotificationRead: (_root, { input }, { call, markRead }, info) => {
      const { userId } = requireUser(call.principal);
      const { id } = parseInput(markNotificationReadInput, input);
      return outcome(info, 'NotificationRead', async () => ({ notification: await markRead({ id, userId }) }));
    },
    deliverNotification: (_root, { input }, { deliver }) => deliver(parseInput(deliverNotificationInput, input)),
  },

  Subscription: {
    notificationAdded: {
      subscribe: (_root, { after }, { call, follow }) => follow(requireUser(call.principal).userId, after ?? undefined),
      resolve: addedNotification,
    },
  },

  Notification: {
    __resolveReference: ({ id }, context) => ownNotification(id, context),
    order: ({ orderId }) => (orderId === null ? null : { id: orderId }),
  },

  NotificationConnection: {
    unreadCount: ({ userId }, _arguments, { notifications }) => notifications.count(userId, true),
    totalCount: ({ userId, unreadOnly }, _arguments, { notifications }) => notifications.count(userId, unreadOnly),
  },

  DateTime: dateTimeScalar,
};

async function addedNotification(added: Added | AppError, _arguments: object, { notifications }: NotificationsContext) {
  if (added instanceof AppError) throw added;
  const notification = await notifications.byId(added.notificationId);
  if (notification) return notification;
  throw new AppError('NOT_FOUND', 'NOTIFICATION_NOT_FOUND', 'the notification is gone');
}

/** A stranger's notification reads as absent, so that ids can't be probed. */
async function ownNotification(
  id: string,
  { call, notifications }: NotificationsContext,
): Promise<Notification | null> {
  const notification = call.principal.kind === 'user' ? await notifications.byId(id) : null;
  return call.principal.kind === 'user' && notification?.userId === call.principal.userId ? notification : null;
}
