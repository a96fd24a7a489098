import { formatMoneyIn, type Money } from '#kernel/money.ts';
import type { Block, Fact, Letter } from '../letter.ts';
import type { Language } from './languages.ts';
import type { Desk } from './template.ts';

/** Whose habits dates and amounts follow. */
const LOCALES = { en: 'en-GB', ro: 'ro-RO' } as const satisfies Record<Language, string>;

const dates = Object.fromEntries(
  Object.entries(LOCALES).map(([language, locale]) => [
    language,
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  ]),
);

/** `1 January 2030 at 12:15 UTC`. */
export const dateIn = ({ language }: Desk, instant: string): string =>
  `${dates[language]?.format(new Date(instant))} UTC`;

/** `€19.99`; no space in it breaks. */
export const moneyIn = ({ language }: Desk, money: Money): string => formatMoneyIn(LOCALES[language], money);

/** The beginning of an order's id, as people quote it. */
export const orderNumber = (orderId: string): string => orderId.slice(0, 8).toUpperCase();

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

export const facts = (...pairs: readonly Fact[]): Block => ({ kind: 'facts', facts: pairs });

/** The whole id, which support asks for; with a way to the order where the shop has pages. */
export const aboutOrder = (desk: Desk, orderId: string, ...more: readonly Fact[]): Block[] => {
  const { labels } = desk.words;
  const table = facts({ label: labels.order, value: orderId }, ...more);
  if (!desk.shopUrl) return [table];
  return [table, { kind: 'button', link: { label: labels.viewOrder, url: `${desk.shopUrl}/orders/${orderId}` } }];
};

type Line = { readonly name: string; readonly quantity: number; readonly unitPrice: Money };
type Sums = { readonly subtotal?: Money | undefined; readonly discount?: Money | undefined; readonly total: Money };

export function items(desk: Desk, lines: readonly Line[], sums: Sums): Block {
  const { labels } = desk.words;
  return {
    kind: 'items',
    items: lines.map(({ name, quantity, unitPrice: { amount, currency } }) => ({
      label: `${quantity} × ${name}`,
      value: moneyIn(desk, { amount: amount * quantity, currency }),
    })),
    sums: reductionOf(desk, lines, sums),
    total: { label: labels.total, value: moneyIn(desk, sums.total) },
  };
}

/** What lies between the lines and the total; not every event says it. Nothing where both are equal. */
function reductionOf(desk: Desk, lines: readonly Line[], { total, subtotal, discount }: Sums): Fact[] {
  const { labels } = desk.words;
  const { currency } = total;
  const full = subtotal?.amount ?? lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0);
  const off = discount?.amount ?? full - total.amount;
  if (off <= 0) return [];
  return [
    { label: labels.subtotal, value: moneyIn(desk, { amount: full, currency }) },
    { label: labels.discount, value: moneyIn(desk, { amount: -off, currency }) },
  ];
}

export const letter = ({ language, words, name }: Desk, subject: string, ...blocks: readonly Block[]): Letter => ({
  language,
  subject,
  greeting: words.hello(name),
  blocks,
  footer: words.footer,
});
