/** Text that is markup already. */
export type Markup = { readonly markup: string };

type Part = Markup | string | number | readonly Markup[];

/** Whatever is put in is text, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: strings.map((text, index) => `${text}${rendered(parts[index])}`).join(''),
});

function rendered(part: Part | undefined): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(Math.round(part * 100) / 100);
  if (typeof part === 'string') return escaped(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => NAMED[character] ?? character);

export const nothing: Markup = { markup: '' };
