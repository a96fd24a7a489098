import { followEvents } from '#events/broadcast.ts';
import { startConsumer } from '#events/consumer.ts';
import type { Places } from '#events/places.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Orders } from './assembleOrders.ts';

type Followers = Pick<Orders, 'live' | 'followOrder' | 'confirmPayment' | 'recordRefund'> & {
  eraseCustomer(customerId: string): Promise<void>;
  places: Pick<Places, 'note'>;
};

/**
 * What orders does because of events: tells its live streams (in every replica), takes the next step with the stock,
 * confirms what payments could not, records refunds, erases whose account was deleted, and notes the places of what
 * timelines tell of (in one replica each). Resolves when no event can be missed.
 */
export async function followOrderEvents(
  { live, followOrder, confirmPayment, recordRefund, eraseCustomer, places }: Followers,
  transport: Transport,
  scope: Scope,
): Promise<void> {
  await followEvents(
    {
      transport,
      since: live.since,
      handlers: {
        'orders.v1': ({ sequence: version, data: { orderId, customerId } }, { position }) =>
          live.tell({ orderId, customerId, version }, position),
      },
    },
    scope,
  );
  await startConsumer(
    {
      transport,
      name: 'orders',
      handlers: {
        'orders.v1': ({ id, type, data }, { position }) => {
          places.note('orders.v1', id, position);
          return followOrder({ type, ...data });
        },
        // Payments confirms by itself; this repairs its death between the capture and that call.
        'payments.v1': async ({ id, type, data }, { position }) => {
          places.note('payments.v1', id, position);
          if (type === 'PaymentProcessed' && data.status === 'SUCCEEDED') await confirmPayment(data);
          if (type === 'PaymentRefunded') await recordRefund(data);
        },
        // Nothing follows from these: timelines tell where they are.
        'reservations.v1': ({ id }, { position }) => places.note('reservations.v1', id, position),
        'notifications.v1': ({ id }, { position }) => places.note('notifications.v1', id, position),
        'users.v1': async ({ type, data }) => {
          if (type === 'UserDeleted') await eraseCustomer(data.userId);
        },
      },
    },
    scope,
  );
}
