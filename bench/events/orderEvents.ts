import { randomUUID } from 'node:crypto';
import type { EventOf } from '#events/contracts/registry.ts';
import type { Draft } from '#events/outbox/outbox.ts';
import type { Message } from '#events/transport/transport.ts';

export type OrderEvent = EventOf<'orders.v1'>;

/** The ids of `count` orders; each event below is of one of them. */
export const someOrders = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

const customerId = randomUUID();

/** The `sequence`-th event of an order, of the commonest size. */
export function draftOf(orderId: string, sequence: number): Extract<Draft, { topic: 'orders.v1' }> {
  const expiresAt = '2030-01-01T12:15:00.000Z';
  const data = { orderId, customerId, previousStatus: null, status: 'PENDING', expiresAt } as const;
  return { topic: 'orders.v1', key: orderId, type: 'OrderPlaced', data, occurredAt: new Date(), sequence };
}

/** The same event as the relay would publish it. */
export function messageOf(orderId: string, sequence: number): Message {
  const { type, data, occurredAt } = draftOf(orderId, sequence);
  const event = { id: randomUUID(), type, occurredAt: occurredAt.toISOString(), sequence, data };
  return { topic: 'orders.v1', key: orderId, value: JSON.stringify(event), headers: { 'x-request-id': randomUUID() } };
}

const EVENTS_OF_AN_ORDER = 10;

/** About `events` messages of orders that have ten each. */
export const messagesOf = (events: number): Message[] =>
  someOrders(events / EVENTS_OF_AN_ORDER).flatMap((order) =>
    Array.from({ length: EVENTS_OF_AN_ORDER }, (_, index) => messageOf(order, index + 1)),
  );

type Expected = { readonly orders: number /** Of each order. */; readonly events: number };

/** What has come of each order, and whether anything came out of order. */
export class OrderCheck {
  readonly #last = new Map<string, number>();
  readonly #done = Promise.withResolvers<void>();
  readonly #ofEach: number;
  #missing: number;
  #disorder = 0;

  constructor({ orders, events }: Expected) {
    this.#ofEach = events;
    this.#missing = orders * events;
  }

  /** A repeat is no disorder; a later one before an earlier is. Events after those expected are checked, not counted. */
  note(orderId: string, sequence: number): void {
    const last = this.#last.get(orderId) ?? 0;
    if (sequence <= last) return;
    if (sequence > last + 1) this.#disorder += 1;
    this.#last.set(orderId, sequence);
    if (sequence <= this.#ofEach) this.#missing -= 1;
    if (this.#missing === 0) this.#done.resolve();
  }

  /** Resolves when all have come. @throws Error when an order's events came out of order. */
  async all(): Promise<void> {
    await this.#done.promise;
    if (this.#disorder > 0) throw new Error(`${this.#disorder} events came before an earlier one of their order`);
  }
}
