import { AppError } from '#kernel/errors.ts';
import { paymentAfter } from './axes.ts';
import { type HistoryEntry, historyEntry } from './history.ts';
import type {
  Failure,
  FrozenCoupon,
  Held,
  Money,
  OrderEvent,
  OrderStatus,
  PaymentMethod,
  PaymentStatus,
} from './orderEvents.ts';
import { statusAfter } from './transitions.ts';

export type ItemView = {
  readonly productId: string;
  readonly quantity: number;
  /** Null until the stock is held. */
  readonly name: string | null;
  readonly unitPrice: Money | null;
};

/** An order as people see it, at one version. Made from its events alone, so it can be made again at any time. */
export type OrderView = {
  readonly id: string;
  /** How many events it was made from. */
  readonly version: number;
  readonly customerId: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly items: readonly ItemView[];
  /** subtotal − discount = total. All three are null until the stock is held. */
  readonly subtotal: Money | null;
  readonly discount: Money | null;
  readonly total: Money | null;
  readonly coupon: FrozenCoupon | null;
  /** All that has gone back. Null where nothing was paid. */
  readonly refunded: Money | null;
  readonly expiresAt: Date;
  readonly placedAt: Date;
  readonly paymentMethod: PaymentMethod;
  readonly failure: Failure | null;
  /** Oldest first, never empty. */
  readonly history: readonly HistoryEntry[];
};

/** The view after one more event; `before` is undefined for the first. @throws AppError INTERNAL (BROKEN_HISTORY). */
export function project(id: string, before: OrderView | undefined, event: OrderEvent): OrderView {
  const view = event.type === 'OrderPlaced' ? placed(id, event) : before;
  if (!view) throw new AppError('INTERNAL', 'BROKEN_HISTORY', `order ${id} does not begin with OrderPlaced`);
  const status = statusAfter(event.type, view.status);
  const entry = historyEntry(event, { previousStatus: before?.status ?? null, status, due: view.total });
  const paymentStatus = paymentAfter(view, event);
  const changed = { ...view, status, paymentStatus, version: view.version + 1, history: [...view.history, entry] };
  switch (event.type) {
    case 'OrderAwaitingPayment':
      return { ...changed, ...heldOf(event) };
    case 'OrderPaid':
      if (event.free) return { ...changed, ...heldOf(event.free) };
      return { ...changed, refunded: view.total && { ...view.total, amount: 0 } };
    case 'OrderRefunded':
      return { ...changed, refunded: event.refundedTotal };
    case 'OrderFailed':
      return { ...changed, failure: event.failure };
    default:
      return changed;
  }
}

function heldOf({ lines, total, subtotal, discount }: Held) {
  return {
    items: lines.map(itemOf),
    total,
    subtotal: subtotal ?? total,
    discount: discount ?? { ...total, amount: 0 },
  };
}

const itemOf = ({ productId, quantity, name, unitPrice }: ItemView): ItemView => ({
  productId,
  quantity,
  name,
  unitPrice,
});

function placed(id: string, event: Extract<OrderEvent, { type: 'OrderPlaced' }>): OrderView {
  const { customerId, lines, expiresAt, paymentMethod, at: placedAt } = event;
  const items = lines.map((line) => itemOf({ ...line, name: null, unitPrice: null }));
  return {
    id,
    version: 0,
    customerId,
    status: 'PENDING',
    paymentStatus: 'UNPAID',
    items,
    subtotal: null,
    discount: null,
    total: null,
    coupon: event.coupon ?? null,
    refunded: null,
    expiresAt,
    placedAt,
    paymentMethod,
    failure: null,
    history: [],
  };
}

/** Whether the customer was never promised anything: such an order does not bind its idempotency key. */
export const wasRefused = ({ status, total }: OrderView): boolean =>
  status === 'FAILED' || (status === 'EXPIRED' && total === null);
