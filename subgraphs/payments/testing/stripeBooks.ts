import { formOf, textOf, textsOf } from './stripeForm.ts';

type Failure = { type: string; code: string; message: string; decline_code?: string };
export type Intent = {
  id: string;
  object: 'payment_intent';
  /** In seconds since 1970. */
  created: number;
  amount: number;
  currency: string;
  status: string;
  client_secret: string;
  capture_method: string;
  metadata: Record<string, string>;
  next_action: { type: string } | null;
  last_payment_error: Failure | null;
  payment_method: string;
};
export type Refund = {
  id: string;
  object: 'refund';
  amount: number;
  payment_intent: string;
  status: string;
  metadata: Record<string, string>;
};
export type Reply = { status: number; body: object };

const DECLINES: Readonly<Record<string, string>> = {
  pm_card_chargeDeclined: 'generic_decline',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
};
/** Stripe's own test cards have none that is refused that late; an authorisation may have ended by then. */
const REFUSED_AT_CAPTURE = 'pm_card_refusedAtCapture';
const ACCEPTED = ['pm_card_visa', 'pm_card_authenticationRequired', 'pm_card_pendingRefund', REFUSED_AT_CAPTURE];

const ok = (body: object): Reply => ({ status: 200, body });
export const failed = (status: number, type: string, code: string, more: object = {}): Reply => ({
  status,
  body: { error: { type, code, message: `stand-in: ${code}`, ...more } },
});
const invalid = (code: string, param?: string) => failed(400, 'invalid_request_error', code, { param });
const wrongState = (intent: Intent) =>
  failed(400, 'invalid_request_error', 'payment_intent_unexpected_state', { payment_intent: intent });

/** What Stripe keeps, and the rules of its payment intents as far as a shop with manual capture meets them. */
export class StripeBooks {
  readonly intents = new Map<string, Intent>();
  readonly refunds: Refund[] = [];
  /** A code with which all refunds are refused, such as `charge_disputed`. */
  refusesRefunds: string | null = null;
  readonly #tell: (type: string, object: Intent | Refund) => void;

  constructor(tell: (type: string, object: Intent | Refund) => void) {
    this.#tell = tell;
  }

  answer(method: string, path: string, query: URLSearchParams, body: string): Reply {
    const [kind, id, action] = path.split('/').slice(2);
    if (kind === 'refunds') return method === 'GET' ? this.#refundsOf(query) : this.#refund(body);
    if (kind !== 'payment_intents') return failed(404, 'invalid_request_error', 'resource_missing');
    if (id === undefined) return this.#create(body);
    const intent = this.intents.get(id);
    if (!intent) return failed(404, 'invalid_request_error', 'resource_missing', { param: 'intent' });
    if (action === undefined) return ok(intent);
    return action === 'capture' ? this.#capture(intent) : this.#cancel(intent);
  }

  #create(body: string): Reply {
    const form = formOf(body);
    const token = textOf(form, 'payment_method');
    if (Number(textOf(form, 'amount')) < 50) return invalid('amount_too_small', 'amount');
    if (!ACCEPTED.includes(token) && !(token in DECLINES)) return invalid('resource_missing', 'payment_method');
    const id = `pi_${this.intents.size + 1}`;
    const intent: Intent = {
      id,
      object: 'payment_intent',
      created: Math.floor(Date.now() / 1_000),
      amount: Number(textOf(form, 'amount')),
      currency: textOf(form, 'currency'),
      status: 'requires_payment_method',
      client_secret: `${id}_secret_of_the_stand_in`,
      capture_method: textOf(form, 'capture_method'),
      metadata: textsOf(form, 'metadata'),
      next_action: null,
      last_payment_error: null,
      payment_method: token,
    };
    this.intents.set(id, intent);
    return this.#confirm(intent);
  }

  #confirm(intent: Intent): Reply {
    const decline = DECLINES[intent.payment_method];
    if (decline !== undefined) return this.#decline(intent, { code: 'card_declined', decline_code: decline });
    const isChallenged = intent.payment_method === 'pm_card_authenticationRequired';
    intent.status = isChallenged ? 'requires_action' : 'requires_capture';
    intent.next_action = isChallenged ? { type: 'use_stripe_sdk' } : null;
    if (!isChallenged) this.#tell('payment_intent.amount_capturable_updated', intent);
    return ok(intent);
  }

  #decline(intent: Intent, failure: { code: string; decline_code?: string }): Reply {
    intent.status = 'requires_payment_method';
    intent.next_action = null;
    intent.last_payment_error = { type: 'card_error', message: 'stand-in: declined', ...failure };
    this.#tell('payment_intent.payment_failed', intent);
    return failed(402, 'card_error', failure.code, { decline_code: failure.decline_code, payment_intent: intent });
  }

  /** What the buyer's browser does with the client secret. @returns whether the intent let it. */
  completeChallenge(id: string, approve: boolean): boolean {
    const intent = this.intents.get(id);
    // A browser may also confirm again, with another card, what was declined and is still open.
    if (!intent || !['requires_action', 'requires_payment_method'].includes(intent.status)) return false;
    if (!approve) return this.#decline(intent, { code: 'payment_intent_authentication_failure' }).status === 402;
    Object.assign(intent, { status: 'requires_capture', next_action: null, last_payment_error: null });
    this.#tell('payment_intent.amount_capturable_updated', intent);
    return true;
  }

  #capture(intent: Intent): Reply {
    if (intent.status !== 'requires_capture') return wrongState(intent);
    if (intent.payment_method === REFUSED_AT_CAPTURE) return this.#release(intent);
    intent.status = 'succeeded';
    this.#tell('payment_intent.succeeded', intent);
    return ok(intent);
  }

  #release(intent: Intent): Reply {
    this.#cancel(intent);
    return failed(402, 'card_error', 'card_declined', { payment_intent: intent });
  }

  #cancel(intent: Intent): Reply {
    if (intent.status === 'succeeded' || intent.status === 'canceled') return wrongState(intent);
    intent.status = 'canceled';
    this.#tell('payment_intent.canceled', intent);
    return ok(intent);
  }

  #refundsOf(query: URLSearchParams): Reply {
    const data = this.refunds.filter(({ payment_intent: of }) => of === query.get('payment_intent'));
    return ok({ object: 'list', url: '/v1/refunds', has_more: false, data });
  }

  #refund(body: string): Reply {
    const form = formOf(body);
    const intent = this.intents.get(textOf(form, 'payment_intent'));
    if (!intent) return failed(404, 'invalid_request_error', 'resource_missing', { param: 'payment_intent' });
    if (this.refusesRefunds !== null) return invalid(this.refusesRefunds);
    const amount = Number(textOf(form, 'amount'));
    const before = this.refunds.filter(({ payment_intent: of }) => of === intent.id);
    if (before.reduce((sum, each) => sum + each.amount, amount) > intent.amount) return invalid('amount_too_large');
    const refund: Refund = {
      id: `re_${this.refunds.length + 1}`,
      object: 'refund',
      amount,
      payment_intent: intent.id,
      status: intent.payment_method === 'pm_card_pendingRefund' ? 'pending' : 'succeeded',
      metadata: textsOf(form, 'metadata'),
    };
    this.refunds.push(refund);
    return ok(refund);
  }

  /** Pending refunds arrive. */
  settleRefunds(): void {
    for (const refund of this.refunds.filter(({ status }) => status === 'pending')) {
      refund.status = 'succeeded';
      this.#tell('refund.updated', refund);
    }
  }
}
