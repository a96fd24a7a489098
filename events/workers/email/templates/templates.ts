import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { Letter } from '../letter.ts';
import { en } from './en/en.ts';

/** What a mail may tell of. */
export type MailEvent = UserEvent | OrderIntegrationEvent | PaymentEvent;

/** Whom a mail is for, as users knows them when it is sent. */
export type Addressee = { readonly name: string };

type EventNamed<Type extends MailEvent['type']> = Extract<MailEvent, { type: Type }>;
type Template<Event> = (event: Event, to: Addressee) => Letter;

/** One language's words. A new event type without a decision here stops the build; null: no mail. */
export type Templates = { readonly [Type in MailEvent['type']]: Template<EventNamed<Type>> | null };

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
