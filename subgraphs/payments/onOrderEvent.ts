import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { ReleasePayments } from './usecases/releasePayments.ts';

type Deps = {
  release: ReleasePayments;
  /** Tells the resumer that there is work. */
  wake: () => void;
};

/** Orders that have ended give their money back. Repeating it changes nothing: what is given back stays so. */
export const onOrderEvent =
  ({ release, wake }: Deps) =>
  async ({ type, data }: OrderIntegrationEvent): Promise<void> => {
    if (type !== 'OrderExpired' && type !== 'OrderCancelled' && type !== 'OrderFailed') return;
    await release(data.orderId);
    wake();
  };
