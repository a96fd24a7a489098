import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { Purchases } from './purchasePorts.ts';

/** Learns from paid orders what goes with what. Runs in the inbox's transaction, so a repeated event counts once. */
export const makeFollowPurchases =
  ({ record }: Pick<Purchases, 'record'>) =>
  async ({ type, occurredAt, data }: OrderIntegrationEvent): Promise<void> => {
    if (type !== 'OrderPaid') return;
    const productIds = data.lines.map(({ productId }) => productId);
    await record({ customerId: data.customerId, productIds, at: new Date(occurredAt) });
  };

/** Forgets who bought what. */
export const makeForgetCustomers =
  ({ erase }: Pick<Purchases, 'erase'>) =>
  async ({ type, data }: UserEvent): Promise<void> => {
    if (type === 'UserDeleted') await erase(data.userId);
  };

/** Of all that happens to orders and users these alone are noted. */
export const concernsPurchases = ({ type }: { type: string }): boolean =>
  type === 'OrderPaid' || type === 'UserDeleted';
