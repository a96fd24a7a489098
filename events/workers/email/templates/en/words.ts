import { formatMoney, type Money } from '#kernel/money.ts';
import type { Block, Fact, Letter } from '../../letter.ts';
import type { Addressee } from '../template.ts';

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** `1 January 2030 at 12:15 UTC`. */
export const formatDate = (instant: string): string => `${dates.format(new Date(instant))} UTC`;

/** The beginning of an order's id, as people quote it. */
export const orderNumber = (orderId: string): string => orderId.slice(0, 8).toUpperCase();

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

export const facts = (...pairs: readonly Fact[]): Block => ({ kind: 'facts', facts: pairs });

export const orderFact = (orderId: string): Fact => ({ label: 'Order', value: orderId });

type Line = { readonly name: string; readonly quantity: number; readonly unitPrice: Money };

export const items = (lines: readonly Line[], total: Money): Block => ({
  kind: 'items',
  items: lines.map(({ name, quantity, unitPrice: { amount, currency } }) => ({
    label: `${quantity} × ${name}`,
    value: formatMoney({ amount: amount * quantity, currency }),
  })),
  total: { label: 'Total', value: formatMoney(total) },
});

export const letter = (subject: string, { name }: Addressee, ...blocks: readonly Block[]): Letter => ({
  language: 'en',
  subject,
  greeting: `Hello ${name},`,
  blocks,
  footer: 'You get this mail because you have an account at Bazaar.',
});
