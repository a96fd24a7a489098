import { isAdmin, requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { parseInput } from '#kernel/validation.ts';
import type { DispatchPage } from '../dispatchPorts.ts';
import type { Resolvers } from '../generated.ts';
import { addPushSubscriptionInput, addWebhookInput, dispatchNoticeInput } from '../inputs.ts';
import type { NotificationsContext } from '../ports.ts';

export const dispatchResolvers: Resolvers<NotificationsContext> = {
  Query: {
    vapidPublicKey: (_root, _args, { vapidPublicKey }) => vapidPublicKey,
    webhooks: (_root, _args, { call, targets }) => targets.webhooksOf(requireUser(call.principal).userId),
    pushSubscriptions: (_root, _args, { call, targets }) => targets.subscriptionsOf(requireUser(call.principal).userId),
    deliveries: async (_root, { filter, ...page }, { call, deliveries }): Promise<DispatchPage> => {
      const { userId } = requireUser(call.principal);
      const asked = { userId: isAdmin(call.principal) ? undefined : userId, filter: filter ?? {} };
      return { ...(await deliveries.page(asked.userId, asked.filter, pageOf(page))), ...asked };
    },
  },

  Mutation: {
    addWebhook: (_root, { input }, { call, dispatching, allowsHttp }, info) => {
      const { userId } = requireUser(call.principal);
      const request = parseInput(addWebhookInput(allowsHttp), input);
      return outcome(info, 'WebhookAdded', async () => {
        const webhook = await dispatching.addWebhook({ userId, ...request });
        return { webhook, secret: webhook.secret };
      });
    },
    removeWebhook: (_root, { input: { id } }, { call, dispatching }, info) => {
      const { userId } = requireUser(call.principal);
      return outcome(info, 'WebhookRemoved', async () => {
        await dispatching.removeWebhook({ id, userId });
        return { id };
      });
    },
    testWebhook: (_root, { input: { id } }, { call, dispatching }, info) => {
      const { userId } = requireUser(call.principal);
      return outcome(info, 'DeliveryQueued', async () => ({ delivery: await dispatching.testWebhook({ id, userId }) }));
    },
    addPushSubscription: (_root, { input }, { call, dispatching, allowsHttp }, info) => {
      const { userId } = requireUser(call.principal);
      const request = parseInput(addPushSubscriptionInput(allowsHttp), input);
      return outcome(info, 'PushSubscriptionAdded', async () => ({
        subscription: await dispatching.addPushSubscription({ userId, ...request }),
      }));
    },
    removePushSubscription: async (_root, { input: { endpoint } }, { call, dispatching }) => {
      const { userId } = requireUser(call.principal);
      return { removed: await dispatching.removePushSubscription({ userId, endpoint }) };
    },
    redeliver: (_root, { input: { id } }, { call, dispatching }, info) => {
      const { userId } = requireUser(call.principal);
      const owner = isAdmin(call.principal) ? undefined : userId;
      return outcome(info, 'DeliveryQueued', async () => ({
        delivery: await dispatching.redeliver({ id, userId: owner }),
      }));
    },
    dispatchNotice: async (_root, { input }, { dispatching }) =>
      dispatching.dispatch(parseInput(dispatchNoticeInput, input)),
  },

  Delivery: {
    type: ({ message }) => message.type,
    title: ({ message }) => message.title,
    order: ({ message: { orderId } }) => (orderId === null ? null : { id: orderId }),
  },

  DeliveryConnection: {
    totalCount: ({ userId, filter }, _args, { deliveries }) => deliveries.count(userId, filter),
  },
};
