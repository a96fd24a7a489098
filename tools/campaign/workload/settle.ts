import type { Visitor } from './checkOut.ts';
import { type CancelAnswer, documents, type PayAnswer, type Placed } from './orderRequests.ts';
import { sleep } from './shopDoor.ts';

type Order = Placed['order'];

const TRIES = 40;
/** While a payment is being decided its buyer asks again, this often at most. */
const LOOKS = 60;
const LOOK_MS = 500;

/** What the customer does with the order, as the visit has it. @param placedAt when the answer came, of `performance.now`. */
export async function settle(visitor: Visitor, order: Order, placedAt: number): Promise<void> {
  const { visit, tokens, signal } = visitor;
  const [first, second] = visit.payKeys;
  switch (visit.ending) {
    case 'pay':
      return pay(visitor, order, tokens.success, first);
    case 'declined':
      return pay(visitor, order, tokens.declined, first);
    case 'refusedAtCapture':
      return pay(visitor, order, tokens.refusedAtCapture, first);
    case 'payAtSecondTry':
      await pay(visitor, order, tokens.declined, first);
      if (signal.aborted) return;
      return pay(visitor, order, tokens.success, second);
    case 'cancel':
      return cancel(visitor, order);
    case 'payThenCancel':
      await pay(visitor, order, tokens.success, first);
      if (signal.aborted) return;
      return cancel(visitor, order);
    case 'payAtDeadline':
      return payAtDeadline(visitor, order, placedAt);
    case 'leave':
      return;
  }
}

/** Hold times are the shop's; only their length counts, so the shop's clock may stand anywhere. */
async function payAtDeadline(visitor: Visitor, order: Order, placedAt: number): Promise<void> {
  const { signal, visit, tokens } = visitor;
  const holdMs = Date.parse(order.expiresAt) - Date.parse(order.placedAt);
  await sleep(Math.max(0, placedAt + holdMs + visit.lateMs - performance.now()), signal);
  if (!signal.aborted) await pay(visitor, order, tokens.success, visit.payKeys[0]);
}

async function pay(visitor: Visitor, { id: orderId }: Order, paymentToken: string, idempotencyKey: string) {
  const { account, log, signal } = visitor;
  const input = { orderId, paymentToken, idempotencyKey };
  for (let look = 0; look < LOOKS; look += 1) {
    const answer = await account.ask<PayAnswer>(documents.PAY, { input }, TRIES);
    if (answer.kind === 'unanswered') break;
    if (answer.kind === 'refused') return log.noteViolation(`payOrder ${orderId}: ${answer.code} ${answer.reason}`);
    const { __typename } = answer.data.payOrder;
    if (__typename === 'PaymentSucceeded') return log.noteTold(orderId, { told: 'paid' });
    if (__typename === 'PaymentDeclined') return log.noteTold(orderId, { told: 'declined' });
    if (__typename === 'OrderNotPayable') return;
    if (signal.aborted) break;
    await sleep(LOOK_MS, signal);
  }
  log.noteTold(orderId, { unanswered: 'pay' });
}

async function cancel({ account, log, signal }: Visitor, { id: orderId }: Order): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const answer = await account.ask<CancelAnswer>(documents.CANCEL, { input: { orderId } }, TRIES);
    if (answer.kind === 'unanswered') break;
    if (answer.kind === 'refused') return log.noteViolation(`cancelOrder ${orderId}: ${answer.code} ${answer.reason}`);
    const told = answer.data.cancelOrder;
    if (told.__typename === 'OrderCancelled') return log.noteTold(orderId, { told: 'cancelled' });
    if (told.__typename === 'OrderNotFound') return log.noteViolation(`order ${orderId} is not found by its customer`);
    // A payment is being decided: nobody cancels meanwhile. Anything else is final.
    if (told.code !== 'PAYMENT_RUNNING' || signal.aborted) return;
    await sleep(LOOK_MS, signal);
  }
  log.noteTold(orderId, { unanswered: 'cancel' });
}
