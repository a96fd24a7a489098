import { type NoticedEvent, noticeOf } from './notices.ts';
import type { Deliver, Delivery } from './ports.ts';

type Deps = { deliver: Deliver };

/** One notice per event. A repeated event is delivered again, and its id tells the inbox that it has it. */
export const makeNotificationHandler =
  ({ deliver }: Deps) =>
  async (event: NoticedEvent): Promise<void> => {
    const notice = noticeOf(event);
    if (notice) await deliver({ eventId: event.id, ...addressOf(event), ...notice });
  };

function addressOf({ type, data }: NoticedEvent): Pick<Delivery, 'userId' | 'kind' | 'orderId'> {
  if ('userId' in data) return { userId: data.userId, kind: 'WELCOME', orderId: null };
  const kind = type === 'PaymentProcessed' || type === 'PaymentRefunded' ? 'PAYMENT' : 'ORDER';
  return { userId: data.customerId, kind, orderId: data.orderId };
}
