import { describe, expect, it } from 'vitest';
import { killedAt } from './fakes/mortal.ts';
import { mortalShop, onSandbox, onStripe } from './fakes/mortalShop.ts';

const survives = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

const admin = { requestedBy: 'boss', reason: 'a broken mug' };

// Every process is killed before and after each of its calls to the database, the provider and the order, in turn.
describe.each([
  ['the sandbox', onSandbox],
  ['Stripe', onStripe],
])('with %s', (_name, money) => {
  it('a payment is captured once and confirmed, wherever its process dies', async () => {
    const { start, order, orders, recover, movesOf, endsOf } = await mortalShop(money);
    for (let chance = 0; ; chance++) {
      const request = order();
      const death = killedAt(chance);
      if (await survives(start({ store: death, outside: death }).payOrder(request))) break;

      await recover();
      await start().payOrder(request);

      expect(await movesOf(request.orderId), `killed at chance ${chance}`).toEqual(['captured']);
      expect(orders.statusOf(request.orderId)).toBe('PAID');
      expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED']);
    }
  });

  it('nothing stays set aside for an order that expired meanwhile, and nothing is taken for it', async () => {
    const { start, order, orders, recover, movesOf } = await mortalShop(money);
    const ends = new Set<string>();
    for (let chance = 0; ; chance++) {
      const request = order();
      const death = killedAt(chance);
      if (await survives(start({ store: death, outside: death }).payOrder(request))) break;

      orders.expire(request.orderId);
      // An order whose payment is being captured does not expire.
      if (orders.statusOf(request.orderId) === 'EXPIRED') await start().release(request.orderId);
      await recover();

      ends.add(`${orders.statusOf(request.orderId)} ${await movesOf(request.orderId)}`);
    }
    expect([...ends].sort()).toEqual(['EXPIRED undefined', 'EXPIRED voided', 'PAID captured']);
  });

  it('a challenge that is passed pays the order, wherever the process dies that asked for it', async () => {
    const { start, order, orders, recover, money: provider, movesOf } = await mortalShop(money);
    for (let chance = 0; ; chance++) {
      const request = { ...order(), paymentToken: provider.tokens.challenged };
      const death = killedAt(chance);
      const process = start({ store: death, outside: death });
      await expect(process.payOrder(request)).rejects.toThrow();
      await recover();
      // A kill before the intent was stored has left nothing: the buyer asks again.
      await expect(start().payOrder(request)).rejects.toMatchObject({ reason: 'PAYMENT_REQUIRES_ACTION' });
      expect(await provider.answerChallenge(request.orderId, true)).toBe(true);

      const last = killedAt(chance);
      await survives(start({ store: last, outside: last }).payOrder(request));
      await recover();

      expect(orders.statusOf(request.orderId), `killed at chance ${chance}`).toBe('PAID');
      expect(await movesOf(request.orderId)).toEqual(['captured']);
      if (!last.isDead()) break;
    }
  });

  it('a challenge is called off when its order ends, wherever the process dies that does it', async () => {
    const { start, order, orders, recover, money: provider, movesOf, endsOf, failures } = await mortalShop(money);
    for (let chance = 0; ; chance++) {
      const request = { ...order(), paymentToken: provider.tokens.challenged };
      await survives(start().payOrder(request));
      orders.expire(request.orderId);
      const death = killedAt(chance);
      const { release, resume } = start({ store: death, outside: death });
      await survives(release(request.orderId).then(() => resume(new AbortController().signal)));
      // A dead process reports nothing.
      failures.length = 0;

      await start().release(request.orderId);
      await recover();

      expect(await movesOf(request.orderId), `killed at chance ${chance}`).toEqual(['voided']);
      expect(await endsOf(request.orderId)).toEqual(['VOIDED']);
      expect(await provider.answerChallenge(request.orderId, true)).toBe(false);
      if (!death.isDead()) break;
    }
  });

  it('a refund goes back once, wherever the process dies that was asked for it', async () => {
    const { start, order, recover, movesOf, endsOf } = await mortalShop(money);
    for (let chance = 0; ; chance++) {
      const request = order();
      const { id: paymentId } = await start().payOrder(request);
      const refund = { ...admin, paymentId, amount: 500, idempotencyKey: `refund-${chance}` };
      const death = killedAt(chance);
      const isDone = await survives(start({ store: death, outside: death }).refundPayment(refund));
      await recover();

      const { refund: repeated } = await start().refundPayment(refund);

      expect(repeated.refund, `killed at chance ${chance}`).toMatchObject({ amount: 500, status: 'succeeded' });
      expect(await movesOf(request.orderId)).toEqual(['captured', 'refunded 500']);
      expect(await endsOf(request.orderId)).toEqual(['SUCCEEDED', 'PaymentRefunded']);
      if (isDone) break;
    }
  });

  it('many refunds at once never add up to more than was taken', async () => {
    const { start, order, recover, movesOf } = await mortalShop(money);
    const request = order();
    const { id: paymentId } = await start().payOrder(request);

    const wishes = Array.from({ length: 12 }, (_, n) => {
      return start().refundPayment({ ...admin, paymentId, amount: 300, idempotencyKey: `refund-${n}` });
    });
    const release = start().release(request.orderId);
    await Promise.allSettled([...wishes, release]);
    await recover();

    const refunded = (await movesOf(request.orderId))?.slice(1).map((move) => Number(move.split(' ')[1]));
    expect(refunded?.reduce((sum, amount) => sum + amount, 0)).toBe(2100);
  });
});
