import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import { unreachable } from '#kernel/errors.ts';
import type { Timers } from './ports.ts';

type Deps = { timers: Pick<Timers, 'arm' | 'disarm'> };

/** Keeps an order's timer. A repeated event sets it to what it was, at worst too early, which the order itself judges. */
export const makeExpirationHandler =
  ({ timers }: Deps) =>
  async ({ type, occurredAt, data }: OrderIntegrationEvent): Promise<void> => {
    const { orderId } = data;
    switch (type) {
      case 'OrderPlaced':
      case 'OrderAwaitingPayment':
        return timers.arm(orderId, new Date(data.expiresAt));
      // The timer may have gone off for nothing while the payment ran: ask the order anew.
      case 'OrderPaymentFailed':
        return timers.arm(orderId, new Date(occurredAt));
      // A payment that breaks off brings OrderPaymentFailed.
      case 'OrderPaymentStarted':
      case 'OrderRefunded':
        return;
      case 'OrderFailed':
      case 'OrderPaid':
      case 'OrderFulfilling':
      case 'OrderShipped':
      case 'OrderDelivered':
      case 'OrderExpired':
      case 'OrderCancelled':
        return timers.disarm(orderId);
      default:
        return unreachable(type);
    }
  };
