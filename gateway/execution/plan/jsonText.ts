/** What JSON must escape, and lone surrogates, which have no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** `JSON.stringify` for strings, which rarely hold anything to escape. */
export const quoted = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);
