import type { TimelineEntry } from './timeline.ts';

const TITLES: Readonly<Record<string, string>> = {
  OrderPlaced: 'The order was placed',
  OrderAwaitingPayment: 'The order waits for its payment',
  OrderFailed: 'The order failed: nothing could be held',
  OrderPaymentStarted: 'The order waits for this payment alone',
  OrderPaymentFailed: 'The payment broke off; the order waits for another one',
  OrderPaid: 'The order is paid',
  OrderFulfilling: 'The order is being prepared',
  OrderShipped: 'The order is on its way',
  OrderDelivered: 'The order has arrived',
  OrderExpired: 'The order was given up: it was not paid in time',
  OrderCancelled: 'The order was cancelled',
  OrderRefunded: 'The order knows that money went back',
  HoldForestalled: 'The order ended before anything was held for it',
  PaymentStarted: 'A payment was started',
  ActionRequired: 'The bank wants to see who is paying',
  PaymentAuthorized: 'The money is set aside',
  PaymentDeclined: 'The payment was declined',
  OrderAccepted: 'The order takes this payment',
  PaymentCaptured: 'The money was taken',
  CaptureRefused: 'The provider refused to take the money',
  PaymentSucceeded: 'The payment is complete',
  PaymentFailed: 'The payment failed; nothing was taken',
  VoidStarted: 'The money is to be set free again',
  PaymentVoided: 'The money was set free again; nothing was taken',
  PaymentReturned: 'The order would not have this payment: all of it is to go back',
  RefundRequested: 'Money is to go back',
  RefundSucceeded: 'Money went back',
  RefundFailed: 'The provider refused to give money back',
  MailQueued: 'A mail waits to be sent',
  MailSent: 'A mail was sent',
  MailParked: 'A mail was given up',
  NotificationAdded: 'The inbox has a new notification',
  PushWaiting: 'A browser is to be told',
  PushDelivered: 'A browser was told',
  PushFailed: 'A browser could not be told',
  WebhookWaiting: 'A webhook is to be called',
  WebhookDelivered: 'A webhook was called',
  WebhookFailed: 'A webhook could not be called',
};

/** How units of stock move. */
const MOVED: Readonly<Record<string, string>> = {
  StockHeld: 'held for the order',
  StockReleased: 'back on the shelf',
  StockCommitted: 'sold',
  StockReturned: 'back in stock',
};

/** In plain English words; a type that is not known here stands for itself. */
export function titleOf({ type, units }: Pick<TimelineEntry, 'type' | 'units'>): string {
  const moved = MOVED[type];
  if (moved !== undefined) return `${units} ${units === 1 ? 'unit is' : 'units are'} ${moved}`;
  return TITLES[type] ?? type;
}
