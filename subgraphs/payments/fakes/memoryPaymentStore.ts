import type { Draft } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { claimsOrder, nextStep } from '../domain/nextStep.ts';
import type { Payment } from '../domain/payment.ts';
import { outgoing } from '../outgoing.ts';
import type { PaymentQueries } from '../paymentReads.ts';
import type { Binding, PaymentStore } from '../ports.ts';

type Row = Binding & { payment: Payment; isDue: boolean };

/** Payments in memory, for tests. Time passes in `endLeases` only. */
export class MemoryPaymentStore implements PaymentStore, PaymentQueries {
  readonly published: Draft[] = [];
  /** How often payments were read for many at once. */
  queries = 0;
  readonly #rows = new Map<string, Row>();

  #find(matches: (row: Row) => boolean): Row | undefined {
    return [...this.#rows.values()].find(matches);
  }

  async boundTo(customerId: string, key: string) {
    return this.#find((row) => row.payment.customerId === customerId && row.idempotencyKey === key) ?? null;
  }

  async claimOf(orderId: string) {
    return this.#find(({ payment }) => payment.orderId === orderId && claimsOrder(payment))?.payment ?? null;
  }

  async ofOrder(orderId: string) {
    return [...this.#rows.values()].map(({ payment }) => payment).filter((payment) => payment.orderId === orderId);
  }

  async load(id: string) {
    return this.#rows.get(id)?.payment ?? null;
  }

  async insert(payment: Payment, binding: Binding) {
    // No await before the row is there: it stands for the unique indexes.
    if (this.#find((row) => clashes(row, payment, binding))) {
      throw new AppError('CONFLICT', 'PAYMENT_RACE', 'stored at the same moment');
    }
    this.#rows.set(payment.id, { ...binding, payment, isDue: false });
  }

  async advance(before: Payment, after: Payment, events: Parameters<PaymentStore['advance']>[2]) {
    const row = this.#rows.get(before.id);
    if (row?.payment.status !== before.status) return false;
    row.payment = after;
    if (nextStep(before) === 'rest') row.isDue = true;
    this.published.push(...outgoing(after, events));
    return true;
  }

  async claimDue() {
    const row = this.#find(({ isDue, payment }) => isDue && nextStep(payment) !== 'rest');
    if (row) row.isDue = false;
    return row?.payment ?? null;
  }

  async postpone() {
    // Leased or postponed: both end when `endLeases` says so.
  }

  endLeases(): void {
    for (const row of this.#rows.values()) row.isDue = true;
  }

  async byIds(ids: readonly string[]) {
    this.queries++;
    return [...this.#rows.values()].map(({ payment }) => payment).filter(({ id }) => ids.includes(id));
  }

  async ofOrders(orderIds: readonly string[]) {
    this.queries++;
    return [...this.#rows.values()].map(({ payment }) => payment).filter(({ orderId }) => orderIds.includes(orderId));
  }
}

function clashes(row: Row, { customerId, orderId, attempt }: Payment, { idempotencyKey }: Binding): boolean {
  const other = row.payment;
  const sameKey = other.customerId === customerId && row.idempotencyKey === idempotencyKey;
  return sameKey || (other.orderId === orderId && (other.attempt === attempt || claimsOrder(other)));
}
