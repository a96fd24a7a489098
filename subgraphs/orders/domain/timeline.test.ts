import { describe, expect, it } from 'vitest';
import { forCustomer } from './customersTimeline.ts';
import { MOST_ENTRIES, type TimelineFact, timelineOf } from './timeline.ts';
import { titleOf } from './timelineTitles.ts';

const noon = Date.UTC(2030, 0, 1, 12);
const fact = (id: string, seconds: number, changes: Partial<TimelineFact> = {}): TimelineFact => ({
  orderId: 'o1',
  id,
  kind: 'ORDER',
  service: 'orders',
  type: 'OrderPaid',
  at: null,
  recordedAt: new Date(noon + seconds * 1_000),
  by: null,
  amount: null,
  units: null,
  reason: null,
  attempts: null,
  recipientId: null,
  eventId: null,
  topic: null,
  partition: null,
  offset: null,
  requestId: null,
  causationId: null,
  ...changes,
});
const payment = (id: string, seconds: number, changes: Partial<TimelineFact> = {}) =>
  fact(id, seconds, { kind: 'PAYMENT', service: 'payments', ...changes });
const mail = (id: string, seconds: number, changes: Partial<TimelineFact> = {}) =>
  fact(id, seconds, { kind: 'MAIL', service: 'notifications', type: 'MailSent', ...changes });
const idsOf = (facts: readonly TimelineFact[]) => timelineOf(facts).map(({ id }) => id);

describe('the timeline of an order', () => {
  it('goes by real time where nothing else is known', () => {
    expect(idsOf([fact('order:o1:1', 0), mail('mail:b', 5), mail('mail:a', 2), payment('payment:p1:A', 3)])).toEqual([
      'order:o1:1',
      'mail:a',
      'payment:p1:A',
      'mail:b',
    ]);
  });

  it('puts nothing before its cause, whatever the clocks of two machines say', () => {
    const facts = [
      fact('order:o1:1', 10, { eventId: 'e1' }),
      mail('mail:m1', 2, { causationId: 'e1' }),
      payment('payment:p1:A', 1, { causationId: 'order:o1:1' }),
    ];

    const told = timelineOf(facts);

    expect(told.map(({ id, causedBy }) => [id, causedBy])).toEqual([
      ['order:o1:1', null],
      ['payment:p1:A', 'order:o1:1'],
      ['mail:m1', 'order:o1:1'],
    ]);
  });

  it('keeps the order in which one service recorded its facts', () => {
    const facts = [payment('payment:p1:A', 5), payment('payment:p1:B', 5), payment('payment:p1:C', 4)];

    expect(idsOf(facts)).toEqual(['payment:p1:A', 'payment:p1:B', 'payment:p1:C']);
  });

  it('leaves out causes that nobody told of, and lets circles go', () => {
    const facts = [
      fact('order:o1:1', 0, { causationId: 'event-of-a-service-that-is-away' }),
      mail('mail:a', 1, { causationId: 'mail:b' }),
      mail('mail:b', 2, { causationId: 'mail:a' }),
    ];

    const told = timelineOf(facts);

    expect(told.map(({ id }) => id)).toEqual(['order:o1:1', 'mail:a', 'mail:b']);
    expect(told[0]?.causedBy).toBeNull();
  });

  it('says for which request something was done because of something else', () => {
    const facts = [
      fact('order:o1:1', 0, { eventId: 'e1', requestId: 'request-1' }),
      mail('mail:a', 1, { causationId: 'e1' }),
    ];

    expect(timelineOf(facts).map(({ requestId }) => requestId)).toEqual(['request-1', 'request-1']);
  });

  it('has an end, which keeps the latest', () => {
    const facts = Array.from({ length: MOST_ENTRIES + 5 }, (_, index) =>
      mail(`mail:${index}`, index, { causationId: `mail:${index - 1}` }),
    );

    const told = timelineOf(facts);

    expect(told).toHaveLength(MOST_ENTRIES);
    expect(told[0]).toMatchObject({ id: 'mail:5', causedBy: null });
    expect(told[1]).toMatchObject({ id: 'mail:6', causedBy: 'mail:5' });
  });
});

describe("the customer's timeline", () => {
  it('leaves out what goes on between services, and leads causes past it', () => {
    const facts = [
      payment('payment:p1:PaymentStarted', 0, { type: 'PaymentStarted' }),
      payment('payment:p1:PaymentCaptured', 1, {
        type: 'PaymentCaptured',
        causationId: 'payment:p1:PaymentStarted',
      }),
      fact('order:o1:2', 2, { causationId: 'payment:p1:PaymentCaptured' }),
    ];

    const told = forCustomer(timelineOf(facts));

    expect(told.map(({ id, causedBy }) => [id, causedBy])).toEqual([
      ['payment:p1:PaymentStarted', null],
      ['order:o1:2', 'payment:p1:PaymentStarted'],
    ]);
  });

  it('says nothing of events, requests and places, nor why a mail was given up', () => {
    const place = { eventId: 'e1', topic: 'mails.v1', partition: 1, offset: '7', requestId: 'request-1' };
    const given = { ...place, type: 'MailParked', reason: 'MAIL_REFUSED', attempts: 3, recipientId: 'u1' };

    const [told] = forCustomer(timelineOf([mail('mail:a', 0, given)]));

    const hidden = [...Object.keys(place), 'reason', 'attempts', 'recipientId'];
    expect(told).toMatchObject(Object.fromEntries(hidden.map((field) => [field, null])));
  });

  it('says why a card was declined', () => {
    const declined = payment('payment:p1:PaymentDeclined', 0, { type: 'PaymentDeclined', reason: 'card_declined' });

    expect(forCustomer(timelineOf([declined]))[0]?.reason).toBe('card_declined');
  });
});

it('a title says it in plain words', () => {
  expect(titleOf({ type: 'OrderPaid', units: null })).toBe('The order is paid');
  expect(titleOf({ type: 'StockHeld', units: 1 })).toBe('1 unit is held for the order');
  expect(titleOf({ type: 'StockReturned', units: 3 })).toBe('3 units are back in stock');
  expect(titleOf({ type: 'SomethingNew', units: null })).toBe('SomethingNew');
});
