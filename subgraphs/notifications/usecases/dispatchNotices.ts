import { AppError } from '#kernel/errors.ts';
import type {
  Dispatch,
  DispatchActions,
  DispatchQueue,
  Message,
  TargetChannel,
  TargetStore,
  Webhook,
} from '../dispatchPorts.ts';

type Deps = {
  targets: TargetStore;
  queue: Pick<DispatchQueue, 'add' | 'again' | 'waitingTest'>;
  /** Called when something waits to be told. */
  wake: () => void;
  /** Real time: the world outside does not follow the shop's clock. */
  now: () => Date;
  newId: () => string;
  newSecret: () => string;
};

const MOST_WEBHOOKS = 10;
const MOST_SUBSCRIPTIONS = 20;

type Target = { readonly id: string; readonly channel: TargetChannel };

/** Telling a user's own programs and browsers, and keeping the list of them. */
export function makeDispatchNotices(deps: Deps): DispatchActions {
  const { targets, queue, wake, now, newId, newSecret } = deps;
  const enqueue = async (userId: string, to: readonly Target[], message: Message): Promise<Dispatch[]> => {
    const dispatches = to.map((target) => dispatchOf(userId, target, message, now()));
    if (dispatches.length === 0) return [];
    await queue.add(dispatches);
    wake();
    return dispatches;
  };
  const ownWebhook = async (id: string, userId: string): Promise<Webhook> => {
    const webhook = await targets.webhook(id);
    if (webhook?.userId === userId) return webhook;
    throw notFound('WEBHOOK', 'you have no such webhook');
  };
  return {
    dispatch: async ({ userId, channels, ...message }) =>
      (await enqueue(userId, await targetsOf(userId, channels, targets), message)).length,
    addWebhook: async ({ userId, url, description }) => {
      const created = { id: newId(), secret: newSecret(), createdAt: now(), disabledAt: null };
      const webhook = { ...created, userId, url, description };
      if (await targets.addWebhook(webhook, MOST_WEBHOOKS)) return webhook;
      throw tooMany('WEBHOOKS', MOST_WEBHOOKS);
    },
    removeWebhook: async ({ id, userId }) => {
      await ownWebhook(id, userId);
      await targets.removeWebhook(id, userId);
    },
    testWebhook: async ({ id, userId }) => {
      const target = { id: (await ownWebhook(id, userId)).id, channel: 'WEBHOOK' } as const;
      const waiting = await queue.waitingTest(userId, id);
      if (waiting) return waiting;
      const words = { title: 'Test', body: 'This webhook works.', orderId: null };
      const [dispatch] = await enqueue(userId, [target], { eventId: newId(), type: 'Test', at: now(), ...words });
      if (dispatch) return dispatch;
      throw new AppError('INTERNAL', 'NOT_QUEUED', 'a test was not queued');
    },
    addPushSubscription: async ({ userId, endpoint, p256dh, auth }) => {
      const subscription = { id: newId(), userId, endpoint, p256dh, auth, createdAt: now() };
      const added = await targets.putSubscription(subscription, MOST_SUBSCRIPTIONS);
      if (added) return added;
      throw tooMany('PUSH_SUBSCRIPTIONS', MOST_SUBSCRIPTIONS);
    },
    removePushSubscription: ({ userId, endpoint }) => targets.removeSubscription(userId, endpoint),
    redeliver: async ({ id, userId }) => {
      const dispatch = await queue.again(id, userId);
      if (!dispatch) throw notFound('DELIVERY', 'no such delivery of yours has ended');
      wake();
      return dispatch;
    },
  };
}

async function targetsOf(userId: string, channels: readonly TargetChannel[], targets: TargetStore): Promise<Target[]> {
  const [webhooks, browsers] = await Promise.all([
    channels.includes('WEBHOOK') ? targets.webhooksOf(userId) : [],
    channels.includes('PUSH') ? targets.subscriptionsOf(userId) : [],
  ]);
  return [
    ...webhooks.filter(({ disabledAt }) => disabledAt === null).map(({ id }) => ({ id, channel: 'WEBHOOK' as const })),
    ...browsers.map(({ id }) => ({ id, channel: 'PUSH' as const })),
  ];
}

/** One event tells one target once, whatever the number of times that it is asked for. */
const dispatchOf = (
  userId: string,
  { id: targetId, channel }: Target,
  message: Message,
  createdAt: Date,
): Dispatch => ({
  id: `${message.eventId}:${targetId}`,
  userId,
  channel,
  targetId,
  message,
  status: 'WAITING',
  attempts: 0,
  answer: null,
  createdAt,
  doneAt: null,
});

const notFound = (what: 'WEBHOOK' | 'DELIVERY', message: string): AppError =>
  new AppError('NOT_FOUND', `${what}_NOT_FOUND`, message, { reasons: [{ message, param: 'id' }] });

const tooMany = (what: 'WEBHOOKS' | 'PUSH_SUBSCRIPTIONS', most: number): AppError =>
  new AppError('REFUSED', `TOO_MANY_${what}`, `at most ${most}: remove one first`);
