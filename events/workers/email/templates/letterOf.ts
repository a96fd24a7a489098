import type { Letter } from '../letter.ts';
import type { MailEvent } from '../mailEvents.ts';
import { type Language, words } from './languages.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';
import type { Desk, Secret, Templates } from './template.ts';
import { users } from './users.ts';

const templates: Templates = { ...users, ...orders, ...payments };

/** Whether anybody gets a mail about it. */
export const isMailed = ({ type }: Pick<MailEvent, 'type'>): boolean => isMailedType(type);

/** The same for any event at all. */
export const isMailedType = (type: string): boolean =>
  Object.hasOwn(templates, type) && templates[type as keyof Templates] !== null;

export type LetterTo = Pick<Desk, 'name' | 'shopUrl'> & {
  readonly language: Language;
  /** There for the events that ask for one. */
  readonly secret?: Secret | undefined;
};

/** Null for events that nobody gets a mail about. */
export function letterOf(event: MailEvent, to: LetterTo): Letter | null {
  // The table's type pairs each event type with its own template; a lookup by a union forgets that.
  const template = templates[event.type] as ((event: MailEvent, desk: LetterTo & Desk) => Letter) | null;
  return template?.(event, { ...to, words: words[to.language] }) ?? null;
}
