import { decide, evolve, type Payment } from '../domain/payment.ts';
import type { PaymentStore } from '../ports.ts';

type Deps = {
  store: Pick<PaymentStore, 'ofOrder' | 'load' | 'advance'>;
  now: () => Date;
  newId: () => string;
};

/** An order has ended: what was set aside for it is voided, what was taken is refunded. Repeatable. */
export type ReleasePayments = (orderId: string) => Promise<void>;

/** Only records what is to be given back; the resumer does it, so that a provider that is away holds up no events. */
export const makeReleasePayments =
  (deps: Deps): ReleasePayments =>
  async (orderId) => {
    for (const payment of await deps.store.ofOrder(orderId)) await giveBack(payment, deps);
  };

async function giveBack(payment: Payment, { store, now, newId }: Deps): Promise<void> {
  let current: Payment | null = payment;
  while (current) {
    const events = decide(current, { type: 'GiveBack', refundId: newId(), now: now() });
    if (events.length === 0 || (await store.advance(current, events.reduce(evolve, current), events))) return;
    current = await store.load(current.id);
  }
}
