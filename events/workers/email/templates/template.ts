import type { Letter } from '../letter.ts';
import type { MailEvent, TokenEvent } from '../mailEvents.ts';
import type { Language } from './languages.ts';
import type { Words } from './words.ts';

/** What users gives out for one request. */
export type Secret = {
  readonly token: string;
  readonly purpose: 'VERIFY_EMAIL' | 'RESET_PASSWORD' | 'CHANGE_EMAIL';
};

/** What a letter is written with: whom it is for, and how they read. */
export type Desk = {
  readonly name: string;
  readonly language: Language;
  readonly words: Words;
  /** The shop's pages, where it has any: letters lead there. */
  readonly shopUrl: string | undefined;
};

type EventNamed<Type extends MailEvent['type']> = Extract<MailEvent, { type: Type }>;
type DeskFor<Event> = Event extends TokenEvent ? Desk & { readonly secret: Secret } : Desk;

export type Template<Event> = (event: Event, desk: DeskFor<Event>) => Letter;

/** A new event type without a decision here stops the build; null: no mail. */
export type Templates = { readonly [Type in MailEvent['type']]: Template<EventNamed<Type>> | null };
