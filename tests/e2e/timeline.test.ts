import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { login } from '#tools/smoke/accounts.ts';
import { expectOutcome } from '#tools/smoke/failure.ts';
import { order, pay } from '#tools/smoke/orders.ts';
import { Person } from '#tools/smoke/person.ts';

const TIMELINE = `query Timeline($id: ID!) {
  order(id: $id) {
    timelineIncomplete
    timeline {
      id kind type title service at recordedAt by amount { formatted } causedBy reason attempts recipientId
      eventId topic partition offset requestId
    }
  }
}`;
const CANCEL = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }`;
const PRODUCTS = '{ products(first: 1, filter: { inStock: true }) { nodes { id } } }';

type Entry = {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly title: string;
  readonly causedBy: string | null;
} & Readonly<Record<'eventId' | 'topic' | 'partition' | 'offset' | 'requestId' | 'recipientId', string | null>>;
type Told = { readonly order: { readonly timeline: readonly Entry[]; readonly timelineIncomplete: string[] } | null };

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
}, 120_000);
afterAll(() => shop?.dispose(), 60_000);

async function signedIn(name: string): Promise<Person> {
  const session = expectOutcome(await login(new Person(shop.url), `${name}@bazaar.example`, DEMO_PASSWORD), 'Session');
  return new Person(shop.url, session.accessToken);
}

const patience = { timeout: 90_000, interval: 500 };

const timelineOf = async (person: Person, id: string) => (await person.ask<Told>(TIMELINE, { id })).order;

/** Bought, paid, told of, cancelled, paid back and told of that too; all of it read from the log. */
async function cancelledOrder(customer: Person, admin: Person): Promise<string> {
  const { products } = await customer.ask<{ products: { nodes: { id: string }[] } }>(PRODUCTS);
  const lines = [{ productId: products.nodes[0]?.id ?? '', quantity: 2 }];
  const payment = { paymentToken: 'tok_success', idempotencyKey: 'timeline-1' };
  // A shop that has just begun may ask to try again, and both may be repeated.
  const { id } = await vi.waitFor(() => order(customer, 'timeline-1', lines), patience);
  await vi.waitFor(
    async () => expect((await pay(customer, { orderId: id, ...payment })).__typename).toBe('PaymentSucceeded'),
    patience,
  );
  await customer.ask(CANCEL, { input: { orderId: id } });
  await vi.waitFor(async () => {
    const entries = (await timelineOf(admin, id))?.timeline ?? [];
    const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
    expect([count('MAIL'), count('NOTIFICATION'), entries.some(({ type }) => type === 'OrderRefunded')]).toEqual([
      5,
      5,
      true,
    ]);
    expect(entries.filter(({ eventId, offset }) => eventId !== null && offset === null)).toEqual([]);
  }, patience);
  return id;
}

/** What each type followed from, in the order of the list; messages apart. */
function storyOf(entries: readonly Entry[]): [type: string, cause: string | null][] {
  const types = new Map(entries.map(({ id, type }) => [id, type]));
  const steps = entries.filter(({ kind }) => kind !== 'MAIL' && kind !== 'NOTIFICATION');
  return steps.map(({ type, causedBy }) => [type, causedBy && (types.get(causedBy) ?? 'unknown')]);
}

const TAKEN: [string, string | null][] = [
  ['OrderPlaced', null],
  ['StockHeld', 'OrderPlaced'],
  ['OrderAwaitingPayment', 'StockHeld'],
  ['PaymentStarted', null],
  ['PaymentAuthorized', 'PaymentStarted'],
  ['OrderPaymentStarted', 'PaymentAuthorized'],
  ['OrderAccepted', 'PaymentAuthorized'],
  ['PaymentCaptured', 'OrderAccepted'],
  ['OrderPaid', 'PaymentCaptured'],
  ['PaymentSucceeded', 'PaymentCaptured'],
  ['OrderCancelled', null],
  ['RefundRequested', 'OrderCancelled'],
  ['RefundSucceeded', 'RefundRequested'],
  ['OrderRefunded', 'RefundSucceeded'],
];

describe('what happened to an order that was bought, cancelled and paid back', () => {
  it('is one story of four services, in order and with its causes, for admins and for its customer', {
    timeout: 180_000,
  }, async () => {
    const [alice, bob, admin] = [await signedIn('alice'), await signedIn('bob'), await signedIn('admin')];
    const id = await cancelledOrder(alice, admin);

    const everything = await timelineOf(admin, id);
    const hers = await timelineOf(alice, id);

    expect(everything?.timelineIncomplete).toEqual([]);
    const entries = everything?.timeline ?? [];
    const story = storyOf(entries);
    // The sale of the stock goes on beside the payment.
    expect(story).toContainEqual(['StockCommitted', 'OrderPaid']);
    expect(story.filter(([type]) => type !== 'StockCommitted')).toEqual(TAKEN);
    const types = new Map(entries.map(({ id: entry, type }) => [entry, type]));
    const mailed = entries.filter(({ type }) => type === 'MailSent').map(({ causedBy }) => types.get(causedBy ?? ''));
    const about = ['OrderAwaitingPayment', 'OrderCancelled', 'OrderPaid', 'PaymentSucceeded', 'RefundSucceeded'];
    expect(mailed.sort()).toEqual(about);
    const places = entries.map(({ id: entry }) => entry);
    for (const entry of entries) {
      if (entry.causedBy) expect(places.indexOf(entry.causedBy)).toBeLessThan(places.indexOf(entry.id));
    }
    const paid = entries.find(({ type }) => type === 'OrderPaid');
    expect(paid).toMatchObject({ topic: 'orders.v1', eventId: expect.any(String), requestId: expect.any(String) });
    // One click, one request, in whatever service.
    const checkout = entries.filter(({ type }) => type === 'OrderPlaced' || type === 'StockHeld');
    expect(new Set(checkout.map(({ requestId }) => requestId)).size).toBe(1);

    const hidden = { eventId: null, topic: null, partition: null, offset: null, requestId: null, recipientId: null };
    for (const entry of hers?.timeline ?? []) expect(entry).toMatchObject(hidden);
    expect(storyOf(hers?.timeline ?? []).filter(([type]) => type !== 'StockCommitted')).toEqual([
      ['OrderPlaced', null],
      ['StockHeld', 'OrderPlaced'],
      ['OrderAwaitingPayment', 'StockHeld'],
      ['PaymentStarted', null],
      ['OrderPaid', 'PaymentStarted'],
      ['PaymentSucceeded', 'PaymentStarted'],
      ['OrderCancelled', null],
      ['RefundRequested', 'OrderCancelled'],
      ['RefundSucceeded', 'RefundRequested'],
    ]);
    expect(await timelineOf(bob, id)).toBeNull();
  });
});
