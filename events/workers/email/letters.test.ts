import { describe, expect, it } from 'vitest';
import { renderHtml } from './renderHtml.ts';
import { renderText } from './renderText.ts';
import { letterOf } from './templates/letterOf.ts';
import type { MailEvent } from './templates/template.ts';
import { orderEvents, paymentEvents, userEvents } from './testing/events.ts';

const of = (type: MailEvent['type'], change = {}): MailEvent => {
  const found = [...userEvents, ...orderEvents, ...paymentEvents].find((event) => event.type === type);
  return { ...found, data: { ...found?.data, ...change } } as MailEvent;
};

function rendered(event: MailEvent, name = 'Ana') {
  const letter = letterOf(event, { name });
  if (!letter) throw new Error(`nobody gets a mail about ${event.type}`);
  return { subject: letter.subject, html: renderHtml(letter), text: renderText(letter) };
}

describe('a letter', () => {
  it('says the same in HTML and in text', () => {
    const { subject, html, text } = rendered(of('OrderAwaitingPayment'));

    expect(subject).toBe('We received your order 3F2B8C1E');
    for (const body of [html, text]) {
      expect(body).toContain('Hello Ana,');
      expect(body).toContain('1 January 2030 at 12:15 UTC');
      expect(body).toContain('2 × ');
      expect(body).toContain('€21.00');
      expect(body).toContain('€23.50');
      expect(body).toContain('3f2b8c1e-0000-4000-8000-000000000001');
    }
  });

  it('lets no name or product break out of its place', () => {
    const { html, text } = rendered(of('OrderPaid'), '<img src=x onerror="alert(1)">');

    expect(html).toContain('Hello &lt;img src=x onerror=&quot;alert(1)&quot;&gt;,');
    expect(html).toContain('2 × Desk &lt;lamp&gt; &amp; bulb');
    expect(html).not.toContain('<img');
    expect(text).toContain('2 × Desk <lamp> & bulb');
  });

  it.each([
    ['SUCCEEDED', 'Payment received'],
    ['DECLINED', 'Payment declined'],
    ['FAILED', 'Payment failed'],
    ['VOIDED', 'Payment given back'],
  ])('tells how a payment ended: %s', (status, beginning) => {
    expect(rendered(of('PaymentProcessed', { status })).subject).toBe(`${beginning} for your order 3F2B8C1E`);
  });

  it('says whether a cancelled order is refunded', () => {
    expect(rendered(of('OrderCancelled')).text).toContain('Your money is on its way back to you.');
    expect(rendered(of('OrderCancelled', { paymentId: undefined })).text).toContain('Nothing was charged.');
    expect(rendered(of('OrderCancelled', { cancelledBy: 'admin' })).text).toContain('We are sorry');
  });

  it('is there for every event that is mailed', () => {
    const letters = [...userEvents, ...orderEvents, ...paymentEvents].map((event) => letterOf(event, { name: 'Ana' }));
    const subjects = letters.flatMap((letter) => letter?.subject ?? []);

    expect(new Set(subjects).size).toBe(12);
  });
});
