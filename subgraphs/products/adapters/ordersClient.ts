import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { HoldVerdict } from '../ports.ts';
import { HoldVerdicts } from './ordersClient.generated.ts';

/** The orders subgraph, asked in products' own name. */
export const makeAskOrders =
  (orders: ServiceClient) =>
  async (orderIds: readonly string[]): Promise<readonly HoldVerdict[]> =>
    (await orders(HoldVerdicts, { orderIds: [...orderIds] })).holdVerdicts;
