/** `amount` in minor units of `currency` (ISO 4217): 1999 EUR is 19.99 €. Always a safe integer. */
export type Money = { readonly amount: number; readonly currency: string };

const formats = new Map<string, { format: Intl.NumberFormat; unit: number }>();

/** For people, in English: `€19.99`. Currencies without minor units (JPY) show none. */
export const formatMoney = (money: Money): string => formatMoneyIn('en', money);

/** For people who read `language` (BCP 47): `€19.99`, `19,99 EUR`. */
export function formatMoneyIn(language: string, { amount, currency }: Money): string {
  const { format, unit } = formats.get(`${language} ${currency}`) ?? remember(language, currency);
  return format.format(amount / unit);
}

function remember(language: string, currency: string) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const known = { format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
  formats.set(`${language} ${currency}`, known);
  return known;
}

/** Resolvers of the GraphQL type `Money`. */
export const moneyResolvers = { formatted: formatMoney };
