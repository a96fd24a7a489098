import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import { formatMoney } from '#kernel/money.ts';

export type NoticedEvent = UserEvent | OrderIntegrationEvent | PaymentEvent;

/** What the inbox shows of an event. */
export type Notice = { readonly title: string; readonly body: string };

type EventNamed<Type extends NoticedEvent['type']> = Extract<NoticedEvent, { type: Type }>;

/** A new event type without a decision here stops the build; null: the inbox says nothing. */
type Notices = { readonly [Type in NoticedEvent['type']]: ((data: EventNamed<Type>['data']) => Notice) | null };

const orderNumber = (orderId: string): string => orderId.slice(0, 8).toUpperCase();

const about =
  (title: string, body: string) =>
  ({ orderId }: { orderId: string }): Notice => ({ title: `Order ${orderNumber(orderId)} ${title}`, body });

type Processed = EventNamed<'PaymentProcessed'>['data'];

const paymentWords = {
  SUCCEEDED: ['Payment received', 'was paid.'],
  DECLINED: ['Payment declined', 'was not taken. As long as the order waits, you can pay another way.'],
  FAILED: ['Payment failed', 'was not taken. As long as the order waits, you can pay another way.'],
  VOIDED: ['Payment given back', 'was not taken: the order could no longer be paid.'],
} as const satisfies Record<Processed['status'], readonly [title: string, rest: string]>;

const notices: Notices = {
  UserRegistered: () => ({ title: 'Welcome to Bazaar', body: 'Your account is ready.' }),
  UserLoggedIn: null,
  SessionRevoked: null,
  UserUpdated: null,
  UserBanned: null,
  UserUnbanned: null,
  UserRolesChanged: null,
  UserDeleted: null,
  PasswordChanged: null,
  PasswordResetRequested: null,
  EmailVerificationRequested: null,
  EmailVerified: null,
  // Nothing is held yet; the next event tells.
  OrderPlaced: null,
  OrderAwaitingPayment: ({ orderId, total }) =>
    about('waits for payment', `Everything is set aside for you: ${formatMoney(total)}.`)({ orderId }),
  // Whoever ordered got this as the immediate answer.
  OrderFailed: null,
  OrderPaymentStarted: null,
  // The payment's own notice tells.
  OrderPaymentFailed: null,
  OrderPaid: about('is paid', 'Thank you! We are about to prepare it.'),
  OrderFulfilling: about('is being prepared', 'We are packing it.'),
  OrderShipped: about('is on its way', 'It has left our house.'),
  OrderDelivered: about('was delivered', 'We hope you enjoy it.'),
  OrderExpired: about('has expired', 'It was not paid in time. Nothing was charged.'),
  OrderCancelled: ({ orderId, paymentId }) =>
    about('is cancelled', paymentId ? 'Your money is on its way back to you.' : 'Nothing was charged.')({ orderId }),
  // The payment's own notice tells.
  OrderRefunded: null,
  PaymentProcessed: ({ status, amount }) => {
    const [title, rest] = paymentWords[status];
    return { title, body: `${formatMoney(amount)} ${rest}` };
  },
  PaymentRefunded: ({ amount }) => ({ title: 'Refund', body: `${formatMoney(amount)} went back to your card.` }),
};

export function noticeOf({ type, data }: NoticedEvent): Notice | null {
  // The table's type pairs each event type with its own data; a lookup by a union forgets that.
  const notice = notices[type] as ((data: NoticedEvent['data']) => Notice) | null;
  return notice?.(data) ?? null;
}
