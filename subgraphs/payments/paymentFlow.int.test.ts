import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LATE_MS } from './fakes/moneyUnderTest.ts';
import { type Around, killedAt, losingAnswer } from './fakes/mortal.ts';
import { customerId, mortalShop } from './fakes/mortalShop.ts';
import { onOrderEvent } from './onOrderEvent.ts';

describe('a payment whose process is killed', () => {
  it('is captured once and confirmed, wherever the kill hits', async () => {
    const { start, order, orders, recover, movesOf, endsOf } = await mortalShop();
    let kills = 0;
    for (let chance = 0; ; chance++) {
      const request = order();
      const death = killedAt(chance);
      const answer = start({ store: death, outside: death }).payOrder(request);
      if (await survives(answer)) break;
      kills++;

      await recover();
      // The buyer asks again with the same key; a kill before the intent was stored has left nothing to resume.
      const repeated = await start().payOrder(request);

      expect(repeated, `killed at chance ${chance}`).toMatchObject({ status: 'succeeded' });
      expect(orders.statusOf(request.orderId)).toBe('PAID');
      expect(await movesOf(request.orderId)).toEqual(['captured']);
      expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED']);
    }
    // Four questions, four answers that are recorded, the intent and what is read before it: two chances each.
    expect(kills).toBeGreaterThanOrEqual(22);
  });

  it('is paid or given back, never both, when the order expires before it is resumed', async () => {
    const { start, order, orders, recover, movesOf, endsOf } = await mortalShop();
    const ends = new Set<string>();
    for (let chance = 0; ; chance++) {
      const request = order();
      const death = killedAt(chance);
      if (await survives(start({ store: death, outside: death }).payOrder(request))) break;

      orders.expire(request.orderId);
      await recover();

      const status = orders.statusOf(request.orderId) ?? '';
      const moves = await movesOf(request.orderId);
      ends.add(`${status} ${moves?.join() ?? 'unknown to the provider'} ${(await endsOf(request.orderId)).join()}`);
    }
    expect([...ends].sort()).toEqual([
      'EXPIRED unknown to the provider ',
      'EXPIRED voided VOIDED',
      'PAID captured SUCCEEDED',
    ]);
  });

  it('refunds once when it dies while refunding', async () => {
    const { start, order, recover, movesOf, endsOf, failures } = await mortalShop();
    for (let chance = 0; ; chance++) {
      const request = order();
      await start().payOrder(request);
      const death = killedAt(chance);
      const process = start({ store: death, outside: death });
      const given = process.release(request.orderId).then(() => process.resume(new AbortController().signal));
      await survives(given);
      // A dead process reports nothing.
      failures.length = 0;

      // The event comes again, since nobody has confirmed it.
      await start().release(request.orderId);
      await recover();

      expect(await movesOf(request.orderId)).toEqual(['captured', 'refunded 2100']);
      expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED', 'PaymentRefunded']);
      if (!death.isDead()) break;
    }
  });
});

describe('a payment whose answers get lost', () => {
  it('is asked about until it is known, and captured once', async () => {
    const { start, order, orders, recover, movesOf, endsOf } = await mortalShop();
    for (let nth = 1; ; nth++) {
      const request = order();
      const outside = losingAnswer(nth);
      const first = start({ outside }).payOrder(request);
      if (await survives(first)) break;

      await expect(first).rejects.toMatchObject({ reason: 'PAYMENT_PENDING' });
      const calls = await recover();

      // Asked about, not asked for again.
      expect(calls).not.toContain('authorize');
      expect(orders.statusOf(request.orderId), `answer ${nth} lost`).toBe('PAID');
      expect(await movesOf(request.orderId)).toEqual(['captured']);
      expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED']);
    }
  });

  it('succeeds late where the provider was only slow', async () => {
    const { start, order, orders, recover, passProviderTime, endsOf } = await mortalShop();
    const request = { ...order(), paymentToken: 'tok_timeout' };

    await expect(start().payOrder(request)).rejects.toMatchObject({ reason: 'PAYMENT_PENDING' });
    await recover();
    expect(orders.statusOf(request.orderId)).toBe('AWAITING_PAYMENT');
    passProviderTime(LATE_MS);
    await recover();

    expect(orders.statusOf(request.orderId)).toBe('PAID');
    expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED']);
  });
});

describe('two clicks', () => {
  it('charge once, with one key or with many', async () => {
    const { start, order, movesOf, store } = await mortalShop();
    for (let round = 0; round < 5; round++) {
      const request = order();
      const keys = ['key-same', 'key-same', 'key-2nd', 'key-3rd', 'key-4th'];
      const clicks = keys.map((key) => start().payOrder({ ...request, idempotencyKey: `${key}-${request.orderId}` }));

      const reasons = (await Promise.allSettled(clicks)).map((click) =>
        click.status === 'fulfilled' ? click.value.status : click.reason.reason,
      );

      expect(reasons.every((reason) => ['succeeded', 'PAYMENT_PENDING', 'ORDER_NOT_PAYABLE'].includes(reason))).toBe(
        true,
      );
      expect(reasons).toContain('succeeded');
      expect(await store.ofOrder(request.orderId)).toHaveLength(1);
      expect(await movesOf(request.orderId)).toEqual(['captured']);
    }
  });
});

describe('an order that ends', () => {
  const ended = (orderId: string) => {
    const data = { orderId, customerId, previousStatus: 'PAID' as const, status: 'CANCELLED' as const };
    const envelope = { id: randomUUID(), occurredAt: new Date().toISOString(), sequence: 5 };
    return { type: 'OrderCancelled' as const, ...envelope, data: { ...data, cancelledBy: 'customer' as const } };
  };

  it('gets its money back, once, though the event comes twice', async () => {
    const { start, order, recover, movesOf, endsOf } = await mortalShop();
    const request = order();
    const { payOrder, release } = start();
    await payOrder(request);
    let woken = 0;
    const handle = onOrderEvent({ release, wake: () => woken++ });

    await handle(ended(request.orderId));
    await recover();
    await handle(ended(request.orderId));
    await recover();

    expect(woken).toBe(2);
    expect(await movesOf(request.orderId)).toEqual(['captured', 'refunded 2100']);
    expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED', 'PaymentRefunded']);
  });

  it('voids what was set aside and not taken', async () => {
    const { start, order, orders, recover, movesOf, endsOf } = await mortalShop();
    const request = order();
    const death = killedAt(10);
    await expect(start({ store: death, outside: death }).payOrder(request)).rejects.toThrow('killed');
    orders.expire(request.orderId);

    await start().release(request.orderId);
    await recover();

    expect(await movesOf(request.orderId)).toEqual(['voided']);
    expect(await endsOf(request.orderId)).toEqual(['VOIDED']);
  });

  it('waits for its payment while that is being captured', async () => {
    const { start, order, orders, movesOf } = await mortalShop();
    const request = order();
    const expireBeforeCapture: Around = {
      before: (call) => call === 'capture' && orders.expire(request.orderId),
      after: () => undefined,
    };

    const payment = await start({ outside: expireBeforeCapture }).payOrder(request);

    expect(payment.status).toBe('succeeded');
    expect(await movesOf(request.orderId)).toEqual(['captured']);
  });

  it('refunds what was captured when the order will not have it after all', async () => {
    const { start, order, orders, movesOf, endsOf } = await mortalShop();
    const request = order();
    const cancelBeforeConfirm: Around = {
      before: (call) => call === 'confirm' && orders.add(request.orderId, { customerId, status: 'CANCELLED' }),
      after: () => undefined,
    };

    const paying = start({ outside: cancelBeforeConfirm }).payOrder(request);

    await expect(paying).rejects.toMatchObject({ reason: 'ORDER_NOT_PAYABLE' });
    expect(await movesOf(request.orderId)).toEqual(['captured', 'refunded 2100']);
    expect(await endsOf(request.orderId)).toEqual(['PaymentRefunded']);
  });
});

const survives = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
