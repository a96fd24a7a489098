import DataLoader from 'dataloader';
import type { Payment } from './domain/payment.ts';
import type { PaymentReads } from './ports.ts';

/** Reads of many at once, in no particular order but for one order's payments: oldest first. */
export type PaymentQueries = Pick<PaymentReads, 'page' | 'count'> & {
  byIds(ids: readonly string[]): Promise<readonly Payment[]>;
  ofOrders(orderIds: readonly string[]): Promise<readonly Payment[]>;
  stepsOf: PaymentReads['stepsOf'];
};

/** Make it anew for each request: it remembers what it has read. */
export function makePaymentReads({ byIds, ofOrders, stepsOf, page, count }: PaymentQueries): PaymentReads {
  const payments = new DataLoader<string, Payment | null>(async (ids) => {
    const found = new Map((await byIds(ids)).map((payment) => [payment.id, payment]));
    return ids.map((id) => found.get(id) ?? null);
  });
  const ofOrder = new DataLoader<string, readonly Payment[]>(async (orderIds) => {
    const found = Map.groupBy(await ofOrders(orderIds), ({ orderId }) => orderId);
    return orderIds.map((orderId) => found.get(orderId) ?? []);
  });
  return { byId: (id) => payments.load(id), ofOrder: (orderId) => ofOrder.load(orderId), stepsOf, page, count };
}
