import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import { formatMoneyIn, type Money } from '#kernel/money.ts';
import { type Language, words } from './words/languages.ts';
import type { Words } from './words/words.ts';

export type NoticedEvent = UserEvent | OrderIntegrationEvent | PaymentEvent;

/** What the inbox shows of an event. */
export type Notice = { readonly title: string; readonly body: string };

type EventNamed<Type extends NoticedEvent['type']> = Extract<NoticedEvent, { type: Type }>;

/** What a notice is written with. */
type Pen = { readonly words: Words; readonly money: (amount: Money) => string };
type NoticeFor<Type extends NoticedEvent['type']> = (data: EventNamed<Type>['data'], pen: Pen) => Notice;

/** A new event type without a decision here stops the build; null: the inbox says nothing. */
type Notices = { readonly [Type in NoticedEvent['type']]: NoticeFor<Type> | null };

const orderNumber = (orderId: string): string => orderId.slice(0, 8).toUpperCase();

type OrderWords = 'paid' | 'free' | 'fulfilling' | 'shipped' | 'delivered' | 'expired';

const about =
  (name: OrderWords) =>
  ({ orderId }: { orderId: string }, { words }: Pen): Notice =>
    words[name](orderNumber(orderId));

const notices: Notices = {
  UserRegistered: (_data, { words }) => words.welcome,
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
  OrderAwaitingPayment: ({ orderId, total }, { words, money }) =>
    words.waitsForPayment(orderNumber(orderId), money(total)),
  // Whoever ordered got this as the immediate answer.
  OrderFailed: null,
  OrderPaymentStarted: null,
  // The payment's own notice tells.
  OrderPaymentFailed: null,
  OrderPaid: (data, pen) => about(data.paymentId ? 'paid' : 'free')(data, pen),
  OrderFulfilling: about('fulfilling'),
  OrderShipped: about('shipped'),
  OrderDelivered: about('delivered'),
  OrderExpired: about('expired'),
  OrderCancelled: ({ orderId, paymentId }, { words }) => words.cancelled(orderNumber(orderId), paymentId !== undefined),
  // The payment's own notice tells.
  OrderRefunded: null,
  PaymentProcessed: ({ status, amount }, { words, money }) => words.payment[status](money(amount)),
  PaymentRefunded: ({ amount, refundAmount = amount }, { words, money }) => words.refund(money(refundAmount)),
};

/** Whether the inbox says anything about it. */
export const isNoticed = ({ type }: NoticedEvent): boolean => notices[type] !== null;

export function noticeOf({ type, data }: NoticedEvent, language: Language): Notice | null {
  // The table's type pairs each event type with its own data; a lookup by a union forgets that.
  const notice = notices[type] as ((data: NoticedEvent['data'], pen: Pen) => Notice) | null;
  const money = (amount: Money) => formatMoneyIn(LOCALES[language], amount);
  return notice?.(data, { words: words[language], money }) ?? null;
}

/** Whose habits amounts follow. */
const LOCALES = { en: 'en-GB', ro: 'ro-RO' } as const satisfies Record<Language, string>;
