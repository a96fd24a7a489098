import type { Visitor } from './checkOut.ts';
import { type CancelAnswer, documents, type PayAnswer, type Placed } from './orderRequests.ts';
import { type Answered, type Refused, sleep, type Unanswered } from './shopDoor.ts';

type Order = Placed['order'];

const TRIES = 40;
/** While a payment is being decided its buyer asks again, this often at most. */
const LOOKS = 60;
const LOOK_MS = 500;

/** What the customer does with the order, as the visit has it. */
export async function settle(visitor: Visitor, order: Order): Promise<void> {
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
      return payAtDeadline(visitor, order);
    case 'leave':
      return;
  }
}

/** Sends the payment so early that it is there when the visit wants it, by the shop's clock, which may be moved meanwhile. */
async function payAtDeadline(visitor: Visitor, order: Order): Promise<void> {
  const { signal, visit, tokens, clock, payWay } = visitor;
  const due = Date.parse(order.expiresAt) + visit.lateMs;
  const left = () => due - payWay.ms - clock.now();
  for (let ms = left(); ms > 0 && !signal.aborted; ms = left()) await sleep(Math.min(ms, LOOK_MS), signal);
  if (!signal.aborted) await pay(visitor, order, tokens.success, visit.payKeys[0]);
}

async function pay(visitor: Visitor, order: Order, paymentToken: string, idempotencyKey: string) {
  const { account, log, signal, clock } = visitor;
  const orderId = order.id;
  const input = { orderId, paymentToken, idempotencyKey };
  const sentAt = clock.now();
  for (let look = 0; look < LOOKS; look += 1) {
    const answer = await account.ask<PayAnswer>(documents.PAY, { input }, TRIES);
    if (look === 0) noteArrival(visitor, order, answer, sentAt);
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

/** The answer says when the payment came; one that was refused is believed to have come as others do, or half-way to its answer. */
function noteArrival(
  { payWay, log, visit, clock }: Visitor,
  { expiresAt }: Order,
  answer: Answered<PayAnswer> | Refused | Unanswered,
  sentAt: number,
): void {
  if (answer.kind !== 'answered') return;
  const { payOrder } = answer.data;
  const came = 'payment' in payOrder ? Date.parse(payOrder.payment.createdAt) : undefined;
  if (came !== undefined) payWay.note(came - sentAt);
  const likely = sentAt + Math.max(payWay.ms, (clock.now() - sentAt) / 2);
  if (visit.ending === 'payAtDeadline') log.notePaidNearDeadline((came ?? likely) - Date.parse(expiresAt));
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
