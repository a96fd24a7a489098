import type { OrderActions, SettledUpdate, StatusRequest } from '../ports.ts';

type Deps = Pick<OrderActions, 'updateOrderStatus'>;

/** How many orders are moved at the same time. */
const LANES = 8;

/** Moves each order by itself: a refusal stops no other. Items of one order are taken one after the other. */
export const makeUpdateOrderStatuses =
  ({ updateOrderStatus }: Deps) =>
  async (requests: readonly StatusRequest[]): Promise<SettledUpdate[]> => {
    const settled: SettledUpdate[] = [];
    const waiting = [...Map.groupBy(requests.keys(), (index) => requests[index]?.orderId).values()];
    const lane = async () => {
      for (let indices = waiting.shift(); indices; indices = waiting.shift()) {
        for (const index of indices) {
          const request = requests[index];
          if (request) settled[index] = await settle(request, updateOrderStatus);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return settled;
  };

async function settle(request: StatusRequest, update: Deps['updateOrderStatus']): Promise<SettledUpdate> {
  const [result] = await Promise.allSettled([update(request)]);
  return { orderId: request.orderId, result };
}
