import { describe, expect, it } from 'vitest';
import type { Orders } from '../ports.ts';

type Tested = {
  orders: Orders;
  /** An order of 21.00 € that waits for its payment. */
  place: (customerId: string) => Promise<string>;
  /** Lets the order's time to pay pass. */
  expire: (orderId: string) => Promise<unknown> | unknown;
};

/** What payments relies on; the real orders subgraph and the one that tests use pass it alike. */
export function ordersContract(open: () => Tested): void {
  describe('orders, as payments meets them', () => {
    it('say whose an order is, what it costs, and whether it waits for money', async () => {
      const { orders, place } = open();
      const id = await place('u1');

      const order = { customerId: 'u1', awaitsPayment: true, total: { amount: 2100, currency: 'EUR' } };
      expect(await orders.payable(id)).toMatchObject({ ...order, expiresAt: expect.any(Date) });
      expect(await orders.payable('00000000-0000-4000-8000-000000000000')).toBeNull();
    });

    it('take one payment, and its steps again', async () => {
      const { orders, place } = open();
      const id = await place('u1');

      for (const step of [orders.begin, orders.begin, orders.confirm, orders.confirm, orders.begin]) {
        expect(await step.call(orders, id, 'pay1')).toBe('accepted');
      }
      expect(await orders.payable(id)).toMatchObject({ awaitsPayment: false });
    });

    it('refuse another payment while one is running, and after', async () => {
      const { orders, place } = open();
      const id = await place('u1');
      await orders.begin(id, 'pay1');

      expect(await orders.begin(id, 'pay2')).toBe('refused');
      expect(await orders.confirm(id, 'pay2')).toBe('refused');
      await orders.confirm(id, 'pay1');
      expect(await orders.begin(id, 'pay2')).toBe('refused');
    });

    it('refuse a payment that begins too late', async () => {
      const { orders, place, expire } = open();
      const id = await place('u1');
      await expire(id);

      expect(await orders.begin(id, 'pay1')).toBe('refused');
    });

    it('wait for a payment that has begun', async () => {
      const { orders, place, expire } = open();
      const id = await place('u1');
      await orders.begin(id, 'pay1');
      await expire(id);

      expect(await orders.confirm(id, 'pay1')).toBe('accepted');
    });

    it('wait for another payment when one has failed', async () => {
      const { orders, place } = open();
      const id = await place('u1');
      await orders.begin(id, 'pay1');

      expect(await orders.fail(id, 'pay1')).toBe('accepted');
      expect(await orders.confirm(id, 'pay1')).toBe('refused');
      expect(await orders.payable(id)).toMatchObject({ awaitsPayment: true });
      expect(await orders.begin(id, 'pay2')).toBe('accepted');
    });
  });
}
