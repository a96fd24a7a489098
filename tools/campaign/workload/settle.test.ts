import { describe, expect, it } from 'vitest';
import { settle } from './settle.ts';
import { answered, order, refused, unanswered, visitorTold } from './testing/visitors.ts';
import type { Ending } from './visits.ts';

const paidAt = (createdAt: string) =>
  answered({ payOrder: { __typename: 'PaymentSucceeded', payment: { createdAt } } });
const paid = paidAt(order.expiresAt);
const declined = answered({ payOrder: { __typename: 'PaymentDeclined', code: 'DECLINED', message: '' } });
const pending = answered({
  payOrder: { __typename: 'PaymentPending', payment: { createdAt: order.expiresAt }, code: 'PENDING', message: '' },
});
const tooLate = answered({ payOrder: { __typename: 'OrderNotPayable', code: 'NOT_PAYABLE', message: '' } });
const cancelled = answered({ cancelOrder: { __typename: 'OrderCancelled' } });
const busy = answered({ cancelOrder: { __typename: 'ActionNotAllowed', code: 'PAYMENT_RUNNING', message: '' } });

async function settled(ending: Ending, answers: Parameters<typeof visitorTold>[0]) {
  const { visitor, log, asked } = visitorTold(answers, { ending });
  log.notePlaced({ orderId: order.id, customerId: 'ana', idempotencyKey: 'place-key', lines: [] });
  await settle(visitor, order);
  const [{ told, unanswered: doubt } = { told: 'nothing', unanswered: undefined }] = log.orders;
  return { told, doubt, violations: log.violations, asked: asked.map(({ input }) => input) };
}

describe('what a customer does with an order', () => {
  it.each([
    ['pay', [paid], 'paid'],
    ['pay', [pending, paid], 'paid'],
    ['pay', [tooLate], 'placed'],
    ['payAtSecondTry', [declined, paid], 'paid'],
    ['declined', [declined], 'declined'],
    ['refusedAtCapture', [pending, declined], 'declined'],
    ['cancel', [cancelled], 'cancelled'],
    ['cancel', [busy, cancelled], 'cancelled'],
    ['payThenCancel', [paid, cancelled], 'cancelled'],
    ['payAtDeadline', [paid], 'paid'],
    ['leave', [], 'placed'],
  ] as const)('%s: %j', async (ending, answers, told) => {
    expect(await settled(ending, answers)).toMatchObject({ told, doubt: undefined, violations: [] });
  });

  it('asks again under the same key, and pays another way under another', async () => {
    const { asked } = await settled('payAtSecondTry', [pending, declined, paid]);

    expect(asked).toEqual([
      { orderId: 'o1', paymentToken: 'bad card', idempotencyKey: 'pay-key-1' },
      { orderId: 'o1', paymentToken: 'bad card', idempotencyKey: 'pay-key-1' },
      { orderId: 'o1', paymentToken: 'good card', idempotencyKey: 'pay-key-2' },
    ]);
  });

  it.each([
    ['pay', 'pay', 'placed', [unanswered]],
    ['payAtSecondTry', 'pay', 'declined', [declined, unanswered]],
    ['payThenCancel', 'cancel', 'paid', [paid, unanswered]],
  ] as const)('%s: no answer to %s is noted', async (ending, doubt, told, answers) => {
    expect(await settled(ending, answers)).toMatchObject({ doubt, told });
  });

  it.each([
    ['pay', refused('INTERNAL', 'INTERNAL')],
    ['cancel', refused('INTERNAL', 'INTERNAL')],
    ['cancel', answered({ cancelOrder: { __typename: 'OrderNotFound', code: 'NOT_FOUND', message: '' } })],
  ] as const)('%s: what no promise allows is noted', async (ending, answer) => {
    expect((await settled(ending, [answer])).violations).toHaveLength(1);
  });
});

describe('a payment at the deadline', () => {
  const deadline = Date.parse(order.expiresAt);
  /** A shop whose clock says these times, one after the other, whenever somebody looks. */
  function shopAt(times: readonly number[], answers: Parameters<typeof visitorTold>[0], lateMs = 0) {
    const told = visitorTold(answers, { ending: 'payAtDeadline', lateMs });
    const left = [...times];
    const now = () => left.shift() ?? times.at(-1) ?? 0;
    return { ...told, left, visitor: { ...told.visitor, clock: { now } } };
  }

  it('is sent as much earlier as payments take on their way', async () => {
    const { visitor, log, left } = shopAt([deadline - 31, deadline - 30], [pending, paid], 20);
    for (const ms of [40, 50, 60]) visitor.payWay.note(ms);

    await settle(visitor, order);

    expect(left).toEqual([]);
    expect(log.paidNearDeadline).toEqual([0]);
  });

  it('is sent at once when the clock was moved past it', async () => {
    const { visitor, log, asked } = shopAt([deadline - 10_000, deadline + 600_000], [tooLate]);

    await settle(visitor, order);

    expect(asked).toHaveLength(1);
    expect(log.paidNearDeadline).toEqual([600_000]);
  });

  it('that is refused is believed to have come as fast as the others', async () => {
    const { visitor, log } = shopAt([deadline - 30], [tooLate]);
    visitor.payWay.note(45);

    await settle(visitor, order);

    expect(log.paidNearDeadline).toEqual([15]);
  });

  it('is not counted where no answer came', async () => {
    const { visitor, log } = shopAt([deadline], [unanswered]);

    await settle(visitor, order);

    expect(log.paidNearDeadline).toEqual([]);
  });
});
