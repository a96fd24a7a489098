import type { Letter } from '../letter.ts';
import { en } from './en/en.ts';
import type { Addressee, MailEvent, Template, Templates } from './template.ts';

/** Another language is another folder and a line here. */
const languages = { en } as const satisfies Record<string, Templates>;

export type Language = keyof typeof languages;

/** Whether anybody gets a mail about it. */
export const isMailed = ({ type }: MailEvent): boolean => languages.en[type] !== null;

/** Null for events that nobody gets a mail about. */
export function letterOf(event: MailEvent, to: Addressee, language: Language = 'en'): Letter | null {
  // The table's type pairs each event type with its own template; a lookup by a union forgets that.
  const template = languages[language][event.type] as Template<MailEvent> | null;
  return template?.(event, to) ?? null;
}
