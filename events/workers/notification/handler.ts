import { isNoticed, type NoticedEvent, noticeOf } from './notices.ts';
import type { Category, ChannelsFor, Deliver, Delivery, Dispatch, LanguageOf } from './ports.ts';

type Deps = { deliver: Deliver; dispatch: Dispatch; channelsFor: ChannelsFor; languageOf: LanguageOf };

/**
 * One notice per event, for whoever wants it, in their language. A repeated event is delivered again, and its id tells the
 * inbox that it has it.
 */
export const makeNotificationHandler =
  ({ deliver, dispatch, channelsFor, languageOf }: Deps) =>
  async (event: NoticedEvent): Promise<void> => {
    if (!isNoticed(event)) return;
    const address = addressOf(event);
    const { userId, kind } = address;
    const [channels, language] = await Promise.all([channelsFor(userId, CATEGORIES[kind]), languageOf(userId)]);
    const notice = language && noticeOf(event, language);
    if (!notice) return;
    const told = { eventId: event.id, ...notice };
    if (channels.includes('IN_APP')) await deliver({ ...told, ...address });
    const outward = channels.filter((channel) => channel === 'PUSH' || channel === 'WEBHOOK');
    if (outward.length === 0) return;
    const { orderId } = address;
    await dispatch({ ...told, userId, orderId, type: event.type, at: event.occurredAt, channels: outward });
  };

const CATEGORIES = {
  WELCOME: 'ACCOUNT',
  ORDER: 'ORDER_UPDATES',
  PAYMENT: 'PAYMENTS',
} as const satisfies Record<Delivery['kind'], Category>;

function addressOf({ type, data }: NoticedEvent): Pick<Delivery, 'userId' | 'kind' | 'orderId'> {
  if ('userId' in data) return { userId: data.userId, kind: 'WELCOME', orderId: null };
  const kind = type === 'PaymentProcessed' || type === 'PaymentRefunded' ? 'PAYMENT' : 'ORDER';
  return { userId: data.customerId, kind, orderId: data.orderId };
}
