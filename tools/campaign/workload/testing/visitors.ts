import type { Visitor } from '../checkOut.ts';
import { type KeptLog, keepLog } from '../keptLog.ts';
import { PayWay } from '../payWay.ts';
import type { Answered, Refused, Unanswered } from '../shopDoor.ts';
import type { Visit } from '../visits.ts';

type Answer = Answered<unknown> | Refused | Unanswered;
type Question = { readonly document: string; readonly input: Record<string, unknown> };

export const usualVisit: Visit = {
  customer: 0,
  lines: [{ productId: 'p', quantity: 2 }],
  placeKey: 'place-key',
  payKeys: ['pay-key-1', 'pay-key-2'],
  isDoubleClick: false,
  reusesKey: false,
  watches: 'not',
  ending: 'pay',
  returns: 4,
  lateMs: 0,
};

/** A customer of a shop that gives these answers, one after the other, and then no more. */
export function visitorTold(answers: readonly Answer[], visit: Partial<Visit> = {}) {
  const asked: Question[] = [];
  const left = [...answers];
  const home = new AbortController();
  const log: KeptLog = keepLog(() => 0);
  const visitor: Visitor = {
    account: {
      id: 'ana',
      // Tests give answers that fit their questions.
      ask: async <Data>(document: string, variables: object) => {
        asked.push({ document, ...(variables as { input: Question['input'] }) });
        return (left.shift() ?? { kind: 'unanswered' }) as Answered<Data> | Refused | Unanswered;
      },
    },
    visit: { ...usualVisit, ...visit },
    tokens: { success: 'good card', declined: 'bad card', refusedAtCapture: 'empty card' },
    log,
    clock: { now: () => Date.parse(order.expiresAt) },
    payWay: new PayWay(),
    signal: home.signal,
  };
  return { visitor, log, asked, goHome: () => home.abort() };
}

export const answered = (data: unknown): Answered<unknown> => ({ kind: 'answered', data });
export const refused = (code: string, reason: string): Refused => ({ kind: 'refused', code, reason });
export const unanswered: Unanswered = { kind: 'unanswered' };
export const order = {
  id: 'o1',
  status: 'AWAITING_PAYMENT',
  placedAt: '2030-01-01T12:00:00.000Z',
  expiresAt: '2030-01-01T12:00:00.000Z',
};
