/** `amount` in minor units of `currency` (ISO 4217): 1999 EUR is 19.99 €. Always a safe integer. */
export type Money = { readonly amount: number; readonly currency: string };

const formats = new Map<string, Intl.NumberFormat>();

/**
 * How many decimals ISO 4217 gives a currency, where that is not 2. `Intl` knows what people write, which is something else:
 * it shows no para of a dinar (RSD), though banks and Stripe count them. The ariary's fifths are no decimals; nobody counts them.
 *
 * https://www.six-group.com/en/products-services/financial-information/market-reference-data/data-standards.html
 */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

const decimalsOf = (currency: string): number => DECIMALS.get(currency) ?? 2;

/** For people, in English: `€19.99`. Currencies without minor units (JPY) show none. */
export const formatMoney = (money: Money): string => formatMoneyIn('en', money);

/** For people who read `language` (BCP 47): `€19.99`, `19,99 EUR`. */
export function formatMoneyIn(language: string, { amount, currency }: Money): string {
  const format = formats.get(`${language} ${currency}`) ?? remember(language, currency);
  // Written, not divided: a large sum would lose a unit.
  return format.format(`${amount}E-${decimalsOf(currency)}` as `${number}`); // a number, as a template can't say
}

function remember(language: string, currency: string): Intl.NumberFormat {
  const decimals = decimalsOf(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, ...digits });
  formats.set(`${language} ${currency}`, format);
  return format;
}

/** Resolvers of the GraphQL type `Money`. */
export const moneyResolvers = { formatted: formatMoney };
