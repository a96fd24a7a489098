import { AppError } from '#kernel/errors.ts';
import {
  type Failure,
  type Money,
  type OrderEvent,
  type OrderStatus,
  type PaymentMethod,
  statusAfter,
} from './orderEvents.ts';

export type ItemView = {
  readonly productId: string;
  readonly quantity: number;
  /** Null until the stock is held. */
  readonly name: string | null;
  readonly unitPrice: Money | null;
};

export type HistoryEntry = {
  readonly type: OrderEvent['type'];
  readonly previousStatus: OrderStatus | null;
  readonly status: OrderStatus;
  readonly at: Date;
};

/** An order as people see it, at one version. Made from its events alone, so it can be made again at any time. */
export type OrderView = {
  readonly id: string;
  /** How many events it was made from. */
  readonly version: number;
  readonly customerId: string;
  readonly status: OrderStatus;
  readonly items: readonly ItemView[];
  readonly total: Money | null;
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
  const status = statusAfter[event.type];
  const entry = { type: event.type, previousStatus: before?.status ?? null, status, at: event.at };
  const changed = { ...view, status, version: view.version + 1, history: [...view.history, entry] };
  if (event.type === 'OrderAwaitingPayment') return { ...changed, items: event.lines.map(itemOf), total: event.total };
  if (event.type === 'OrderFailed') return { ...changed, failure: event.failure };
  return changed;
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
    items,
    total: null,
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
