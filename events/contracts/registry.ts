import { type MailIntegrationEvent, mailEvent, topic as mails } from './mails.v1.ts';
import { type NotificationEvent, notificationEvent, topic as notifications } from './notifications.v1.ts';
import { type OrderIntegrationEvent, orderEvent, topic as orders } from './orders.v1.ts';
import { type PaymentEvent, paymentEvent, topic as payments } from './payments.v1.ts';
import { type ProductEvent, productEvent, topic as products } from './products.v1.ts';
import { type ReservationEvent, reservationEvent, topic as reservations } from './reservations.v1.ts';
import { type UserEvent, userEvent, topic as users } from './users.v1.ts';

/** Every topic with the schema of its messages: what may be published and how it is checked. */
export const contracts = {
  [users]: userEvent,
  [products]: productEvent,
  [reservations]: reservationEvent,
  [orders]: orderEvent,
  [payments]: paymentEvent,
  [notifications]: notificationEvent,
  [mails]: mailEvent,
} as const;

export type Topic = keyof typeof contracts;

export type EventOf<T extends Topic> = {
  [users]: UserEvent;
  [products]: ProductEvent;
  [reservations]: ReservationEvent;
  [orders]: OrderIntegrationEvent;
  [payments]: PaymentEvent;
  [notifications]: NotificationEvent;
  [mails]: MailIntegrationEvent;
}[T];
