import type { Account } from './accounts.ts';
import type { KeptLog } from './keptLog.ts';
import { documents, type PlaceAnswer, type Placed, shippingAddress } from './orderRequests.ts';
import type { PayWay } from './payWay.ts';
import type { ShopClock } from './shopClock.ts';
import { type Answered, type Refused, sleep, type Unanswered } from './shopDoor.ts';
import type { Visit } from './visits.ts';

/** What the form of the payment provider gives for a good card, and for one that it refuses: at once, or when it is to be charged. */
export type PaymentTokens = {
  readonly success: string;
  readonly declined: string;
  readonly refusedAtCapture: string;
};

export type Visitor = {
  readonly account: Pick<Account, 'id' | 'ask'>;
  readonly visit: Visit;
  readonly tokens: PaymentTokens;
  readonly log: KeptLog;
  /** Both are the same for all who come. */
  readonly clock: Pick<ShopClock, 'now'>;
  readonly payWay: PayWay;
  /** The customer goes home. */
  readonly signal: AbortSignal;
};

const TRIES = 40;
const RETURN_MS = 1_000;

/** Places the order of a visit, under one key from first to last. Undefined where there is none, or nobody knows. */
export async function checkOut(visitor: Visitor): Promise<Placed['order'] | undefined> {
  const { visit, signal } = visitor;
  for (let turn = 0; turn <= visit.returns; turn += 1) {
    if (turn > 0) await sleep(RETURN_MS * turn, signal);
    const answer = await (visit.isDoubleClick && turn === 0 ? clickTwice(visitor) : place(visitor, visit.lines));
    if (answer.kind === 'answered' && answer.data.placeOrder.__typename === 'BeingCheckedOut' && !signal.aborted)
      continue;
    return judge(visitor, answer);
  }
  return undefined;
}

type Answer = Answered<PlaceAnswer> | Refused | Unanswered;

const place = ({ account, visit }: Visitor, lines: Visit['lines']): Promise<Answer> => {
  const input = { idempotencyKey: visit.placeKey, lines, shippingAddress };
  return account.ask<PlaceAnswer>(documents.PLACE, { input }, TRIES);
};

/** Both clicks have to be told of the same order, and neither may be refused. */
async function clickTwice(visitor: Visitor): Promise<Answer> {
  const { visit, log } = visitor;
  const [one, other] = await Promise.all([place(visitor, visit.lines), place(visitor, visit.lines)]);
  const [oneId, otherId] = [idOf(one), idOf(other)];
  if (oneId !== undefined && otherId !== undefined && oneId !== otherId)
    log.noteViolation(`the key ${visit.placeKey} gave two orders: ${oneId} and ${otherId}`);
  const [told, untold] = oneId === undefined ? [other, one] : [one, other];
  noteRefusal(visitor, untold);
  // Without an order to compare with nobody knows what the lost answer stood for.
  if (untold.kind === 'unanswered' && told.kind !== 'unanswered' && idOf(told) === undefined)
    log.noteUnplaced(placementOf(visitor));
  return told;
}

const idOf = (answer: Answer): string | undefined =>
  answer.kind === 'answered' && 'order' in answer.data.placeOrder ? answer.data.placeOrder.order.id : undefined;

async function judge(visitor: Visitor, answer: Answer): Promise<Placed['order'] | undefined> {
  const { account, visit, log } = visitor;
  if (answer.kind === 'unanswered') log.noteUnplaced(placementOf(visitor));
  noteRefusal(visitor, answer);
  if (answer.kind !== 'answered' || !('order' in answer.data.placeOrder)) return undefined;
  const { order } = answer.data.placeOrder;
  log.notePlaced({ orderId: order.id, customerId: account.id, idempotencyKey: visit.placeKey, lines: visit.lines });
  if (visit.reusesKey) await reuseKey(visitor);
  return order;
}

function noteRefusal({ visit, log }: Visitor, answer: Answer): void {
  // The hold is short, and products may have been away for longer.
  if (answer.kind !== 'refused' || answer.reason === 'ORDER_EXPIRED') return;
  log.noteViolation(`placeOrder ${visit.placeKey}: ${answer.code} ${answer.reason}`);
}

async function reuseKey(visitor: Visitor): Promise<void> {
  const [first] = visitor.visit.lines;
  if (!first) return;
  const answer = await place(visitor, [{ ...first, quantity: first.quantity + 1 }]);
  const isRefused = answer.kind === 'refused' && answer.reason === 'IDEMPOTENCY_KEY_REUSED';
  if (isRefused || answer.kind === 'unanswered') return;
  visitor.log.noteViolation(`the key ${visitor.visit.placeKey} was taken for another order: ${JSON.stringify(answer)}`);
}

const placementOf = ({ account, visit }: Visitor) => ({ customerId: account.id, idempotencyKey: visit.placeKey });
