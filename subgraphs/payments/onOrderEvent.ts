import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { ReleasePayments } from './usecases/releasePayments.ts';

/** Orders that have ended give their money back. Repeating it changes nothing: what is given back stays so. */
export const onOrderEvent =
  (release: ReleasePayments) =>
  async ({ type, data }: OrderIntegrationEvent): Promise<void> => {
    if (type === 'OrderExpired' || type === 'OrderCancelled' || type === 'OrderFailed') await release(data.orderId);
  };
