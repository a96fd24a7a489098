import type { ServiceClient } from '#kernel/serviceClient.ts';
import { stepOf, type TimelineFact } from '../domain/timeline.ts';
import type { TimelineSources } from '../ports.ts';
import { OrderMessages, type OrderMessagesQuery } from './notificationsClient.generated.ts';
import { PaymentSteps, type PaymentStepsQuery } from './paymentsClient.generated.ts';
import { StockSteps, type StockStepsQuery } from './productsClient.generated.ts';

type Callees = {
  readonly products: ServiceClient;
  readonly payments: ServiceClient;
  readonly notifications: ServiceClient;
};

/** What other services have of an order, asked in orders' own name. */
export const makeTimelineSources = ({ products, payments, notifications }: Callees): TimelineSources => ({
  STOCK: async (orderIds) => (await products(StockSteps, { orderIds: [...orderIds] })).stockSteps.map(moved),
  PAYMENTS: async (orderIds) => (await payments(PaymentSteps, { orderIds: [...orderIds] })).paymentSteps.map(paid),
  MESSAGES: async (orderIds) =>
    (await notifications(OrderMessages, { orderIds: [...orderIds] })).orderMessages.map(told),
});

const nothing = {
  by: null,
  amount: null,
  units: null,
  reason: null,
  attempts: null,
  recipientId: null,
  topic: null,
  partition: null,
  offset: null,
} as const;

const dateOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

const moved = ({ at, recordedAt, ...step }: StockStepsQuery['stockSteps'][number]): TimelineFact => ({
  ...nothing,
  ...step,
  id: stepOf(step.orderId, step.type),
  kind: 'STOCK',
  service: 'products',
  at: dateOf(at),
  recordedAt: dateOf(recordedAt),
  eventId: step.eventId ?? null,
  topic: step.eventId ? 'reservations.v1' : null,
  requestId: step.requestId ?? null,
  causationId: step.causationId ?? null,
});

const paid = ({ at, recordedAt, ...step }: PaymentStepsQuery['paymentSteps'][number]): TimelineFact => ({
  ...nothing,
  ...step,
  kind: 'PAYMENT',
  service: 'payments',
  at: dateOf(at),
  recordedAt: dateOf(recordedAt),
  reason: step.reason ?? null,
  eventId: step.eventId ?? null,
  topic: step.eventId ? 'payments.v1' : null,
  requestId: step.requestId ?? null,
  causationId: step.causationId ?? null,
});

type Message = OrderMessagesQuery['orderMessages'][number];

const told = ({ channel, status, userId, at, recordedAt, ...message }: Message): TimelineFact => ({
  ...nothing,
  ...message,
  type: TYPES[channel][status],
  kind: channel === 'EMAIL' ? 'MAIL' : 'NOTIFICATION',
  service: 'notifications',
  at: dateOf(at),
  recordedAt: dateOf(recordedAt),
  recipientId: userId ?? null,
  attempts: message.attempts ?? null,
  reason: message.reason ?? null,
  requestId: message.requestId ?? null,
  eventId: message.eventId ?? null,
  topic: message.eventId ? TOPICS[channel] : null,
  partition: message.partition ?? null,
  offset: message.offset ?? null,
});

const added = 'NotificationAdded';

const TYPES: Readonly<Record<Message['channel'], Readonly<Record<Message['status'], string>>>> = {
  EMAIL: { WAITING: 'MailQueued', DELIVERED: 'MailSent', FAILED: 'MailParked' },
  IN_APP: { WAITING: added, DELIVERED: added, FAILED: added },
  PUSH: { WAITING: 'PushWaiting', DELIVERED: 'PushDelivered', FAILED: 'PushFailed' },
  WEBHOOK: { WAITING: 'WebhookWaiting', DELIVERED: 'WebhookDelivered', FAILED: 'WebhookFailed' },
};

/** Where others hear of it. Webhooks and browsers are told outside of the log. */
const TOPICS: Readonly<Record<Message['channel'], string | null>> = {
  EMAIL: 'mails.v1',
  IN_APP: 'notifications.v1',
  PUSH: null,
  WEBHOOK: null,
};
