import { isNoticed, type NoticedEvent, noticeOf } from './notices.ts';
import type { Category, ChannelsFor, Deliver, Delivery, LanguageOf } from './ports.ts';

type Deps = { deliver: Deliver; channelsFor: ChannelsFor; languageOf: LanguageOf };

/**
 * One notice per event, for whoever wants it, in their language. A repeated event is delivered again, and its id tells the
 * inbox that it has it.
 */
export const makeNotificationHandler =
  ({ deliver, channelsFor, languageOf }: Deps) =>
  async (event: NoticedEvent): Promise<void> => {
    if (!isNoticed(event)) return;
    const address = addressOf(event);
    const { userId, kind } = address;
    const [channels, language] = await Promise.all([channelsFor(userId, CATEGORIES[kind]), languageOf(userId)]);
    const notice = language && channels.includes('IN_APP') ? noticeOf(event, language) : null;
    if (notice) await deliver({ eventId: event.id, ...address, ...notice });
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
