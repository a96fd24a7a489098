import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { Letter } from '../letter.ts';

/** What a mail may tell of. */
export type MailEvent = UserEvent | OrderIntegrationEvent | PaymentEvent;

/** Whom a mail is for, as users knows them when it is sent. */
export type Addressee = { readonly name: string };

type EventNamed<Type extends MailEvent['type']> = Extract<MailEvent, { type: Type }>;
export type Template<Event> = (event: Event, to: Addressee) => Letter;

/** One language's words. A new event type without a decision here stops the build; null: no mail. */
export type Templates = { readonly [Type in MailEvent['type']]: Template<EventNamed<Type>> | null };
