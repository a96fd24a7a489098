import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { ExpireOrder } from '../ports.ts';
import { ExpireOrder as ExpireOrderOperation } from './ordersClient.generated.ts';

/** The orders subgraph, over its service-only field. */
export const makeExpireOrder =
  (call: ServiceClient): ExpireOrder =>
  async (orderId) => {
    const { expireOrder } = await call(ExpireOrderOperation, { orderId });
    return expireOrder.wakeAt === null || expireOrder.wakeAt === undefined ? null : new Date(expireOrder.wakeAt);
  };
