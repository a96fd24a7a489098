import { describe, expect, it } from 'vitest';
import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import { makeExpirationHandler } from './handler.ts';

const orderId = '3f2b8c1e-0000-4000-8000-000000000001';
const paymentId = '3f2b8c1e-0000-4000-8000-000000000003';
const moved = { orderId, customerId: '3f2b8c1e-0000-4000-8000-000000000002', previousStatus: null } as const;
const envelope = { id: '3f2b8c1e-0000-4000-8000-000000000005', sequence: 1 };
const noon = '2030-01-01T12:00:00.000Z';
const quarterPast = '2030-01-01T12:15:00.000Z';

const placed: OrderIntegrationEvent = {
  ...envelope,
  occurredAt: noon,
  type: 'OrderPlaced',
  data: { ...moved, status: 'PENDING', expiresAt: quarterPast },
};
const paid: OrderIntegrationEvent = {
  ...envelope,
  occurredAt: noon,
  type: 'OrderPaid',
  data: { ...moved, status: 'PAID', paymentId, lines: [], total: { amount: 1, currency: 'EUR' } },
};
const failedToPay: OrderIntegrationEvent = {
  ...envelope,
  occurredAt: quarterPast,
  type: 'OrderPaymentFailed',
  data: { ...moved, status: 'AWAITING_PAYMENT', paymentId },
};

async function timerAfter(...events: readonly OrderIntegrationEvent[]): Promise<Date | undefined> {
  const timers = new Map<string, Date>();
  const arm = async (id: string, dueAt: Date) => void timers.set(id, dueAt);
  const disarm = async (id: string) => void timers.delete(id);
  const handle = makeExpirationHandler({ timers: { arm, disarm } });
  for (const event of events) await handle(event);
  return timers.get(orderId);
}

describe("an order's timer", () => {
  it('is set to the deadline when the order is placed', async () => {
    expect(await timerAfter(placed)).toEqual(new Date(quarterPast));
  });

  it('goes once the order is paid', async () => {
    expect(await timerAfter(placed, paid)).toBeUndefined();
  });

  it('goes off at once when a payment broke off: the deadline may have passed meanwhile', async () => {
    expect(await timerAfter(placed, failedToPay)).toEqual(new Date(quarterPast));
    expect(await timerAfter(failedToPay)).toEqual(new Date(quarterPast));
  });

  it('is the same after the whole history came twice', async () => {
    expect(await timerAfter(placed, paid, placed, paid)).toBeUndefined();
  });
});
