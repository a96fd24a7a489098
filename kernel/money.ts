/** `amount` in minor units of `currency` (ISO 4217): 1999 EUR is 19.99 €. Always a safe integer. */
export type Money = { readonly amount: number; readonly currency: string };

const formats = new Map<string, { format: Intl.NumberFormat; unit: number }>();

/** For people, in English: `€19.99`. Currencies without minor units (JPY) show none. */
export function formatMoney({ amount, currency }: Money): string {
  const { format, unit } = formats.get(currency) ?? remember(currency);
  return format.format(amount / unit);
}

function remember(currency: string) {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const known = { format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
  formats.set(currency, known);
  return known;
}

/** Resolvers of the GraphQL type `Money`. */
export const moneyResolvers = { formatted: formatMoney };
