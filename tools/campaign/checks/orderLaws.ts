import type { OrderEvent, OrderStatus } from '#subgraphs/orders/domain/orderEvents.ts';

export type Status = OrderStatus | 'NEW';

type Law = {
  /** Before which the order had one of these statuses; `inTime` only before its deadline, `overdue` only from then on. */
  readonly from?: readonly Status[];
  readonly inTime?: readonly Status[];
  readonly overdue?: readonly Status[];
  /** Undefined where the status stays. */
  readonly to: OrderStatus | undefined;
};

/** What V6 promises of an order's life (docs/order-states.md), written down once more: the shop's own table is what is checked. */
const laws: Readonly<Record<OrderEvent['type'], Law>> = {
  OrderPlaced: { from: ['NEW'], to: 'PENDING' },
  OrderAwaitingPayment: { inTime: ['PENDING'], to: 'AWAITING_PAYMENT' },
  OrderFailed: { from: ['PENDING'], to: 'FAILED' },
  OrderExpired: { overdue: ['PENDING', 'AWAITING_PAYMENT'], to: 'EXPIRED' },
  OrderPaymentStarted: { inTime: ['AWAITING_PAYMENT'], to: 'PAYING' },
  OrderPaymentFailed: { from: ['PAYING'], to: 'AWAITING_PAYMENT' },
  OrderPaid: { from: ['PAYING'], inTime: ['PENDING'], to: 'PAID' },
  OrderFulfilling: { from: ['PAID'], to: 'FULFILLING' },
  OrderShipped: { from: ['FULFILLING'], to: 'SHIPPED' },
  OrderDelivered: { from: ['SHIPPED'], to: 'DELIVERED' },
  OrderCancelled: { from: ['PENDING', 'AWAITING_PAYMENT', 'PAID', 'FULFILLING'], to: 'CANCELLED' },
  OrderRefunded: { from: ['PAID', 'FULFILLING', 'SHIPPED', 'DELIVERED', 'CANCELLED'], to: undefined },
};

const UNFINISHED: readonly Status[] = ['NEW', 'PENDING', 'AWAITING_PAYMENT', 'PAYING'];
const FINAL: readonly Status[] = ['DELIVERED', 'FAILED', 'EXPIRED', 'CANCELLED'];

/** Neither paid nor given up. */
export const isUnfinished = (status: Status): boolean => UNFINISHED.includes(status);

/** Nothing leads from there to another status. */
export const isFinal = (status: Status): boolean => FINAL.includes(status);

export const statusAfter = (type: OrderEvent['type'], before: Status): Status => laws[type].to ?? before;

/** Why the event may not happen to an order that is `before`, in a few words; undefined when it may. */
export function unlawful({ type, at }: OrderEvent, before: Status, deadline: Date | undefined): string | undefined {
  const { from = [], inTime = [], overdue = [] } = laws[type];
  if (from.includes(before)) return undefined;
  const side = deadline === undefined || at < deadline ? inTime : overdue;
  if (side.includes(before)) return undefined;
  return [...inTime, ...overdue].includes(before)
    ? `${type} on the wrong side of its deadline`
    : `was ${before} when ${type} happened`;
}
