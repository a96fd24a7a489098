import { AppError } from '#kernel/errors.ts';
import { connectionOf } from '#kernel/graphql/page.ts';
import type { Outward } from '../assembleNotifications.ts';

const refuse = async (): Promise<never> => {
  throw new AppError('INTERNAL', 'NO_WORLD', 'there is nothing outside this test');
};

/** A shop that nobody outside listens to. */
export const noOutward: Outward = {
  dispatching: {
    dispatch: async () => 0,
    addWebhook: refuse,
    removeWebhook: refuse,
    testWebhook: refuse,
    addPushSubscription: refuse,
    removePushSubscription: async () => false,
    redeliver: refuse,
  },
  targets: { webhooksOf: async () => [], subscriptionsOf: async () => [] },
  deliveries: { page: async (_userId, _filter, page) => connectionOf(page, [], false), count: async () => 0 },
  vapidPublicKey: 'none',
  allowsHttp: true,
};
