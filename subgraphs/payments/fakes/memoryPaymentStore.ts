import type { Draft } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { connectionOf, type Page } from '#kernel/graphql/page.ts';
import { firstStep, recordedSteps } from '../adapters/recordedSteps.ts';
import { claimsOrder, nextStep } from '../domain/nextStep.ts';
import type { Payment, PaymentEvent } from '../domain/payment.ts';
import { type StoredStep, stepsOf } from '../domain/paymentSteps.ts';
import type { PaymentQueries } from '../paymentReads.ts';
import type { Binding, PaymentFilter, PaymentStore, RefundKey } from '../ports.ts';

type Row = Binding & { payment: Payment; isDue: boolean; steps: StoredStep[] };

/** Payments in memory, for tests. Time passes in `endLeases` only. */
export class MemoryPaymentStore implements PaymentStore, PaymentQueries {
  readonly published: Draft[] = [];
  /** How often payments were read for many at once. */
  queries = 0;
  /** How often payments were counted. */
  counts = 0;
  readonly #rows = new Map<string, Row>();
  readonly #refundKeys = new Map<string, RefundKey>();

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
    this.#rows.set(payment.id, { ...binding, payment, isDue: false, steps: [firstStep(payment)] });
  }

  async advance(before: Payment, after: Payment, events: readonly PaymentEvent[], refundKey?: RefundKey) {
    const row = this.#rows.get(before.id);
    if (row?.payment.version !== before.version) return false;
    if (refundKey) this.#bindRefund(refundKey);
    row.payment = after;
    if (nextStep(before) === 'rest' && !refundKey) row.isDue = true;
    const { steps, drafts } = recordedSteps(after, events);
    row.steps.push(...steps);
    this.published.push(...drafts);
    return true;
  }

  #bindRefund(key: RefundKey) {
    const name = `${key.requestedBy}:${key.idempotencyKey}`;
    if (this.#refundKeys.has(name)) throw new AppError('CONFLICT', 'PAYMENT_RACE', 'bound at the same moment');
    this.#refundKeys.set(name, key);
  }

  async refundBoundTo(requestedBy: string, idempotencyKey: string) {
    return this.#refundKeys.get(`${requestedBy}:${idempotencyKey}`) ?? null;
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

  async stepsOf(orderIds: readonly string[]) {
    this.queries++;
    const rows = [...this.#rows.values()].filter(({ payment }) => orderIds.includes(payment.orderId));
    return rows.flatMap(({ payment, steps }) => stepsOf(payment, steps));
  }

  /** All of them, whatever the filter says: filters are tested where they are, in the database. */
  async page(_filter: PaymentFilter, page: Page) {
    this.queries++;
    const newest = [...this.#rows.values()].map(({ payment }) => payment).toReversed();
    const rows = newest.slice(0, page.size).map((node) => ({ node, cursor: node.id }));
    return connectionOf(page, rows, newest.length > page.size);
  }

  async count() {
    this.counts++;
    return this.#rows.size;
  }
}

function clashes(row: Row, { customerId, orderId, attempt }: Payment, { idempotencyKey }: Binding): boolean {
  const other = row.payment;
  const sameKey = other.customerId === customerId && row.idempotencyKey === idempotencyKey;
  return sameKey || (other.orderId === orderId && (other.attempt === attempt || claimsOrder(other)));
}
