import type { Amount } from '../domain/payment.ts';
import type { Orders } from '../ports.ts';

type FakeOrder = {
  customerId: string;
  status: 'PENDING' | 'AWAITING_PAYMENT' | 'PAYING' | 'PAID' | 'EXPIRED' | 'CANCELLED';
  total: Amount | null;
  expiresAt: Date;
  paymentId: string | null;
};

/** The rules of the orders subgraph, as far as a payment meets them. */
export class FakeOrders implements Orders {
  readonly all = new Map<string, FakeOrder>();

  add(orderId: string, order: Partial<FakeOrder> = {}): void {
    const total = { amount: 2100, currency: 'EUR' };
    const usual = { customerId: 'u1', status: 'AWAITING_PAYMENT', total, paymentId: null } as const;
    this.all.set(orderId, { ...usual, expiresAt: new Date('2999-01-01'), ...order });
  }

  statusOf(orderId: string): string | undefined {
    return this.all.get(orderId)?.status;
  }

  /** As the expiration worker does: a payment that is being captured is waited for. */
  expire(orderId: string): void {
    const order = this.all.get(orderId);
    if (order?.status === 'AWAITING_PAYMENT') order.status = 'EXPIRED';
  }

  async payable(orderId: string) {
    const order = this.all.get(orderId);
    return order ? { ...order, awaitsPayment: order.status === 'AWAITING_PAYMENT' } : null;
  }

  begin(orderId: string, paymentId: string) {
    return this.#move(orderId, paymentId, 'AWAITING_PAYMENT', 'PAYING', ['PAYING', 'PAID']);
  }

  confirm(orderId: string, paymentId: string) {
    return this.#move(orderId, paymentId, 'PAYING', 'PAID', ['PAID']);
  }

  async fail(orderId: string, paymentId: string) {
    const answer = await this.#move(orderId, paymentId, 'PAYING', 'AWAITING_PAYMENT', []);
    const order = this.all.get(orderId);
    if (answer === 'accepted' && order) order.paymentId = null;
    return answer;
  }

  async #move(
    orderId: string,
    paymentId: string,
    from: FakeOrder['status'],
    to: FakeOrder['status'],
    done: readonly FakeOrder['status'][],
  ): Promise<'accepted' | 'refused'> {
    const order = this.all.get(orderId);
    if (!order || (order.paymentId !== null && order.paymentId !== paymentId)) return 'refused';
    if (done.includes(order.status)) return 'accepted';
    if (order.status !== from) return 'refused';
    Object.assign(order, { status: to, paymentId });
    return 'accepted';
  }
}
