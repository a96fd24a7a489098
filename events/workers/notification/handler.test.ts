import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeNotificationHandler } from './handler.ts';
import type { NoticedEvent } from './notices.ts';
import type { Channel, Delivery, Dispatch } from './ports.ts';

const [userId, orderId, paymentId] = [randomUUID(), '3f2b8c1e-0000-4000-8000-000000000001', randomUUID()];
const envelope = { id: randomUUID(), occurredAt: '2030-01-01T12:00:00.000Z', sequence: 1 };
const moved = { orderId, customerId: userId, previousStatus: 'AWAITING_PAYMENT', status: 'PAID' } as const;
const amount = { amount: 1999, currency: 'EUR' };
const processed = { orderId, customerId: userId, paymentId, amount, processedAt: envelope.occurredAt };

type Person = { language?: 'en' | 'ro' | null; channels?: readonly Channel[] };

async function deliveredTo({ language = 'en', channels = ['IN_APP'] }: Person, ...events: readonly NoticedEvent[]) {
  const deliveries: Delivery[] = [];
  const dispatched: Parameters<Dispatch>[0][] = [];
  const asked: string[] = [];
  const handle = makeNotificationHandler({
    deliver: async (delivery) => void deliveries.push(delivery),
    dispatch: async (notice) => void dispatched.push(notice),
    channelsFor: async (_userId, category) => {
      asked.push(category);
      return channels;
    },
    languageOf: async () => language,
  });
  for (const event of events) await handle(event);
  return { deliveries, dispatched, asked };
}

const delivered = async (...events: readonly NoticedEvent[]): Promise<Delivery[]> =>
  (await deliveredTo({}, ...events)).deliveries;

describe('the notification worker', () => {
  it('welcomes a new user', async () => {
    const [welcome] = await delivered({ ...envelope, type: 'UserRegistered', data: { userId } });

    expect(welcome).toMatchObject({ eventId: envelope.id, userId, kind: 'WELCOME', orderId: null });
  });

  it('tells the customer what happened to an order, and leads to it', async () => {
    const [shipped] = await delivered({ ...envelope, type: 'OrderShipped', data: { ...moved, status: 'SHIPPED' } });

    expect(shipped).toMatchObject({ userId, kind: 'ORDER', orderId, title: 'Order 3F2B8C1E is on its way' });
  });

  it.each([
    ['SUCCEEDED', 'Payment received', '€19.99 was paid.'],
    ['DECLINED', 'Payment declined', expect.stringContaining('€19.99 was not taken.')],
  ] as const)('tells how a payment ended: %s', async (status, title, body) => {
    const [notice] = await delivered({ ...envelope, type: 'PaymentProcessed', data: { ...processed, status } });

    expect(notice).toMatchObject({ kind: 'PAYMENT', orderId, title, body });
  });

  it('says whether a cancelled order is refunded', async () => {
    const cancelled = { ...moved, status: 'CANCELLED', cancelledBy: 'customer' } as const;
    const [refunded, free] = await delivered(
      { ...envelope, type: 'OrderCancelled', data: { ...cancelled, paymentId } },
      { ...envelope, type: 'OrderCancelled', data: cancelled },
    );

    expect(refunded?.body).toBe('Your money is on its way back to you.');
    expect(free?.body).toBe('Nothing was charged.');
  });

  it('delivers a repeated event under the same id, so that the inbox can tell', async () => {
    const paid: NoticedEvent = {
      ...envelope,
      type: 'OrderPaid',
      data: { ...moved, paymentId, lines: [], total: amount },
    };

    const [first, again] = await delivered(paid, paid);

    expect(again).toEqual(first);
  });

  it('keeps quiet about what nobody waits for', async () => {
    const sessionId = randomUUID();

    expect(
      await delivered(
        { ...envelope, type: 'UserLoggedIn', data: { userId, sessionId } },
        { ...envelope, type: 'OrderPlaced', data: { ...moved, expiresAt: envelope.occurredAt } },
        { ...envelope, type: 'OrderPaymentStarted', data: { ...moved, paymentId } },
      ),
    ).toEqual([]);
  });

  it('speaks the language of the person', async () => {
    const cancelled = { ...moved, status: 'CANCELLED', cancelledBy: 'admin' } as const;
    const { deliveries } = await deliveredTo(
      { language: 'ro' },
      { ...envelope, type: 'OrderCancelled', data: cancelled },
      { ...envelope, type: 'PaymentProcessed', data: { ...processed, status: 'SUCCEEDED' } },
    );

    expect(deliveries).toMatchObject([
      { title: 'Comanda 3F2B8C1E este anulată', body: 'Nu ți s-a luat niciun ban.' },
      { title: 'Plată primită', body: 'Ai plătit 19,99\u00a0EUR.' },
    ]);
  });

  it('tells how much went back when it was a part', async () => {
    const refund = { ...processed, refundAmount: { amount: 500, currency: 'EUR' }, refundedAt: envelope.occurredAt };
    const [notice] = await delivered({ ...envelope, type: 'PaymentRefunded', data: refund });

    expect(notice?.body).toBe('€5.00 went back to your card.');
  });

  it('asks whether the category is wanted in the inbox, and whether there still is somebody', async () => {
    const shipped: NoticedEvent = { ...envelope, type: 'OrderShipped', data: { ...moved, status: 'SHIPPED' } };
    const declined: NoticedEvent = {
      ...envelope,
      type: 'PaymentProcessed',
      data: { ...processed, status: 'DECLINED' },
    };

    const unwanted = await deliveredTo({ channels: ['EMAIL'] }, shipped, declined);
    const gone = await deliveredTo({ language: null }, shipped);

    expect(unwanted).toEqual({ deliveries: [], dispatched: [], asked: ['ORDER_UPDATES', 'PAYMENTS'] });
    expect(gone.deliveries).toEqual([]);
  });

  it('tells browsers and programs of the same, where they are wanted', async () => {
    const shipped: NoticedEvent = { ...envelope, type: 'OrderShipped', data: { ...moved, status: 'SHIPPED' } };

    const both = await deliveredTo({ channels: ['EMAIL', 'IN_APP', 'PUSH', 'WEBHOOK'] }, shipped);
    const outwardOnly = await deliveredTo({ channels: ['WEBHOOK'] }, shipped);
    const inwardOnly = await deliveredTo({ channels: ['IN_APP'] }, shipped);

    const { eventId, title, body } = both.deliveries[0] ?? {};
    const told = { eventId, userId, orderId, title, body, type: 'OrderShipped', at: envelope.occurredAt };
    expect(both.dispatched).toEqual([{ ...told, channels: ['PUSH', 'WEBHOOK'] }]);
    expect(outwardOnly).toMatchObject({ deliveries: [], dispatched: [{ channels: ['WEBHOOK'] }] });
    expect(inwardOnly.dispatched).toEqual([]);
  });
});
