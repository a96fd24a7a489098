import type { Finding } from '../types.ts';
import type { ProviderPayment } from '../world/world.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { bookOrders, type OrderBook } from './orderBooks.ts';

type Sources = Pick<Evidence, 'orderEvents' | 'provider'>;

const TERMINAL: readonly string[] = ['FAILED', 'EXPIRED', 'CANCELLED'];

/** V7: no order was paid twice. */
export function oneCapture({ provider }: Pick<Evidence, 'provider'>): Finding {
  const look = new Look('V7', 'one-capture');
  for (const [orderId, payments] of Map.groupBy(provider, (payment) => payment.orderId)) {
    const captures = payments.reduce((sum, payment) => sum + payment.captures, 0);
    look.at(captures > 1 && `order ${orderId} was captured ${captures} times`);
  }
  return look.finding();
}

/** V7: every capture is a paid order's, of what it costs, or has gone back; and every paid order was captured. */
export function capturesAccounted({ orderEvents, provider }: Sources): Finding {
  const look = new Look('V7', 'captures-accounted');
  const books = bookOrders(orderEvents);
  const captured = provider.filter(({ captures }) => captures > 0);
  for (const payment of captured) look.at(unaccounted(payment, books.get(payment.orderId)));
  const paid = new Set(captured.map(({ orderId }) => orderId));
  for (const { orderId, wasPaid, total } of books.values())
    look.at(
      wasPaid && total !== 0 && !paid.has(orderId) && `order ${orderId} is paid, and the provider knows nothing of it`,
    );
  return look.finding();
}

function unaccounted({ orderId, amount, refunded }: ProviderPayment, book: OrderBook | undefined): string | undefined {
  if (!book) return `${amount} were captured for order ${orderId}, which is not there`;
  const { status, total, wasPaid } = book;
  if (amount !== total) return `order ${orderId} costs ${total}, captured were ${amount}`;
  const isKept = wasPaid && status !== 'CANCELLED';
  const due = isKept ? book.refunded : amount;
  if (refunded !== due) return `order ${orderId} is ${status}: of ${amount} captured ${refunded} went back, not ${due}`;
  const known = wasPaid ? book.refunded : 0;
  return wasPaid && known !== refunded
    ? `order ${orderId} knows of ${known} that went back, not of ${refunded}`
    : undefined;
}

/** V7: nothing is set aside at the provider for an order that has ended, or is paid already. */
export function authorisationsClosed({ orderEvents, provider }: Sources): Finding {
  const look = new Look('V7', 'authorisations-closed');
  const books = bookOrders(orderEvents);
  for (const { orderId, state, key } of provider) {
    const { status = 'NEW', wasPaid = false } = books.get(orderId) ?? {};
    const isOver = TERMINAL.includes(status) || wasPaid;
    look.at(state === 'authorised' && isOver && `order ${orderId} is ${status}, and ${key} is still set aside for it`);
  }
  return look.finding();
}
