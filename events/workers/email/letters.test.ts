import { describe, expect, it } from 'vitest';
import type { MailEvent } from './mailEvents.ts';
import { renderHtml } from './renderHtml.ts';
import { renderText } from './renderText.ts';
import { isMailed, type LetterTo, letterOf } from './templates/letterOf.ts';
import { orderEvents, paymentEvents, userEvents } from './testing/events.ts';

const all: readonly MailEvent[] = [...userEvents, ...orderEvents, ...paymentEvents];
const of = (type: MailEvent['type'], change = {}): MailEvent => {
  const found = all.find((event) => event.type === type);
  return { ...found, data: { ...found?.data, ...change } } as MailEvent;
};
const secret = { token: 'token-of-ana', purpose: 'VERIFY_EMAIL' } as const;

function rendered(event: MailEvent, to: Partial<LetterTo> = {}) {
  const letter = letterOf(event, { name: 'Ana', language: 'en', shopUrl: undefined, secret, ...to });
  if (!letter) throw new Error(`nobody gets a mail about ${event.type}`);
  // Amounts have spaces that don't break.
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  return { subject: letter.subject, html: plain(renderHtml(letter)), text: plain(renderText(letter)) };
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

  it('follows the habits of its language: words, dates and amounts', () => {
    const { subject, html, text } = rendered(of('OrderAwaitingPayment'), { language: 'ro' });

    expect(subject).toBe('Am primit comanda ta 3F2B8C1E');
    expect(html).toContain('<html lang="ro">');
    expect(text).toContain('Bună, Ana,');
    expect(text).toContain('până la 1 ianuarie 2030 la 12:15 UTC');
    expect(text).toContain('Total: 23,50 EUR');
  });

  it('is there in every language for every event that is mailed, in words of that language', () => {
    const mailed = all.filter(isMailed);
    const subjects = (language: 'en' | 'ro') => mailed.map((event) => rendered(event, { language }).subject);

    const [english, romanian] = [subjects('en'), subjects('ro')];

    expect(mailed.length).toBeGreaterThan(16);
    // Both events with a token speak of what the token is for.
    expect(new Set(english).size).toBe(mailed.length - 1);
    expect(new Set(romanian).size).toBe(mailed.length - 1);
    expect(english.filter((subject) => romanian.includes(subject))).toEqual([]);
    for (const event of mailed) expect(rendered(event, { language: 'ro' }).text).toMatch(/[ăâîșț]/);
  });

  it('uses the Romanian comma letters, not the cedillas that look like them', () => {
    for (const event of all.filter(isMailed)) {
      expect(rendered(event, { language: 'ro' }).text).not.toMatch(/[şţŞŢ]/);
    }
  });

  it('lets no name or product break out of its place', () => {
    const { html, text } = rendered(of('OrderPaid'), { name: '<img src=x onerror="alert(1)">' });

    expect(html).toContain('Hello &lt;img src=x onerror=&quot;alert(1)&quot;&gt;,');
    expect(html).toContain('2 × Desk &lt;lamp&gt; &amp; bulb');
    expect(html).not.toContain('<img');
    expect(text).toContain('2 × Desk <lamp> & bulb');
  });
});

describe('a letter about an order', () => {
  it('shows what a coupon has taken off', () => {
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const sums = { subtotal: euros(2350), discount: euros(350), total: euros(2000) };

    const { text } = rendered(of('OrderAwaitingPayment', sums));

    expect(text).toMatch(/Subtotal: €23\.50\nDiscount: -€3\.50\nTotal: €20\.00/);
    expect(rendered(of('OrderAwaitingPayment')).text).not.toMatch(/Subtotal|Discount/);
    // The confirmation's event has the total only.
    expect(rendered(of('OrderPaid', { total: euros(0) })).text).toMatch(/Discount: -€23\.50\nTotal: €0\.00/);
  });

  it('does not speak of a payment where there was nothing to pay', () => {
    expect(rendered(of('OrderPaid')).text).toContain('It is paid');
    expect(rendered(of('OrderPaid', { paymentId: undefined })).text).toContain('There is nothing to pay');
  });

  it('says whether a cancelled order is refunded', () => {
    expect(rendered(of('OrderCancelled')).text).toContain('Your money is on its way back to you.');
    expect(rendered(of('OrderCancelled', { paymentId: undefined })).text).toContain('Nothing was charged.');
    expect(rendered(of('OrderCancelled', { cancelledBy: 'admin' })).text).toContain('We are sorry');
  });

  it('leads to the order where the shop has pages', () => {
    const url = 'https://shop.example/orders/3f2b8c1e-0000-4000-8000-000000000001';

    const { html, text } = rendered(of('OrderShipped'), { shopUrl: 'https://shop.example' });

    expect(html).toContain(`href="${url}"`);
    expect(text).toContain(`View your order: ${url}`);
    expect(rendered(of('OrderShipped')).html).not.toContain('href');
  });
});

describe('a letter about a payment', () => {
  it.each([
    ['SUCCEEDED', 'Payment received'],
    ['DECLINED', 'Payment declined'],
    ['FAILED', 'Payment failed'],
    ['VOIDED', 'Payment given back'],
  ])('tells how it ended: %s', (status, beginning) => {
    expect(rendered(of('PaymentProcessed', { status })).subject).toBe(`${beginning} for your order 3F2B8C1E`);
  });

  it('tells a part that went back from the whole', () => {
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const part = { refundAmount: euros(500), refundedTotal: euros(800) };

    const [whole, partly] = [rendered(of('PaymentRefunded')), rendered(of('PaymentRefunded', part))];

    expect(whole.text).toContain('We gave €23.50 back');
    expect(whole.text).not.toContain('You had paid');
    expect(partly.text).toContain('We gave part of it, €5.00, back');
    expect(partly.text).toMatch(/Refunded: €5\.00\nRefunded in all: €8\.00\nYou had paid: €23\.50/);
  });
});

describe('a letter with a token', () => {
  const reset = { token: 'a+b/c', purpose: 'RESET_PASSWORD' } as const;

  it('leads to the page of the shop that takes it', () => {
    const to = { shopUrl: 'https://shop.example', secret: reset };

    const { subject, html, text } = rendered(of('PasswordResetRequested'), to);

    expect(subject).toBe('Choose a new password');
    expect(html).toContain('href="https://shop.example/reset-password?token=a%2Bb%2Fc"');
    expect(text).toContain('https://shop.example/reset-password?token=a%2Bb%2Fc');
  });

  it('shows it, and names the mutation that takes it, where the shop has no pages', () => {
    const { html, text } = rendered(of('PasswordResetRequested'), { secret: reset });

    for (const body of [html, text]) {
      expect(body).toContain('a+b/c');
      expect(body).toContain('resetPassword');
      expect(body).not.toContain('href');
    }
  });

  it('speaks of the new address when that is what is verified', () => {
    const subjectFor = (purpose: 'VERIFY_EMAIL' | 'CHANGE_EMAIL') =>
      rendered(of('EmailVerificationRequested'), { secret: { token: 't', purpose } }).subject;

    expect(subjectFor('VERIFY_EMAIL')).toBe('Please confirm your e-mail address');
    expect(subjectFor('CHANGE_EMAIL')).toBe('Please confirm your new e-mail address');
  });
});
