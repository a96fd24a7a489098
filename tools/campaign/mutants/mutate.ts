import type { Edit, Mutant } from './mutant.ts';

/**
 * The source without its guard.
 *
 * @throws Error unless each text is there exactly once: code that was written anew must not disarm a mutant in silence.
 */
export const mutate = ({ name, file, edits }: Mutant, source: string): string =>
  edits.reduce((text, edit) => replaced(edit, text, `the mutant ${name} finds a text of its own in ${file}`), source);

function replaced({ find, replace }: Edit, text: string, complaint: string): string {
  const [before, after, ...more] = text.split(find);
  if (before !== undefined && after !== undefined && more.length === 0) return `${before}${replace}${after}`;
  throw new Error(`${complaint} ${more.length + (after === undefined ? 0 : 1)} times, and not once`);
}
