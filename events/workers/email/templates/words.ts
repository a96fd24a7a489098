import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { Category } from '../mailEvents.ts';

type PaymentStatus = Extract<PaymentEvent, { type: 'PaymentProcessed' }>['data']['status'];

/** `order` is the beginning of its id, as people quote it. */
type AboutOrder = (order: string) => string;
type Plain = { readonly subject: string; readonly text: string };
/** A letter with a token: with a button where the shop has pages for it, with the token itself where it has none. */
type WithToken = Plain & {
  readonly button: string;
  /** How long the token is good. */
  readonly validity: string;
  /** Where it was not the reader who asked. */
  readonly ifNotYou: string;
};

/** All that the mails say in one language. A word that is missing in one stops the build. */
export type Words = {
  readonly hello: (name: string) => string;
  readonly footer: string;
  readonly unsubscribe: Readonly<Record<Exclude<Category, 'ACCOUNT'>, string>>;
  readonly code: (mutation: string) => string;
  readonly labels: Readonly<
    Record<
      'order' | 'total' | 'subtotal' | 'discount' | 'payBy' | 'refunded' | 'refundedInAll' | 'wasPaid' | 'viewOrder',
      string
    >
  >;
  readonly welcome: Plain;
  readonly verifyEmail: WithToken;
  readonly changeEmail: WithToken;
  readonly resetPassword: WithToken;
  readonly passwordChanged: Plain & { readonly ifNotYou: string };
  readonly banned: Plain;
  readonly unbanned: Plain;
  readonly orderReceived: { readonly subject: AboutOrder; readonly text: (payBy: string) => string };
  readonly orderPaid: { readonly subject: AboutOrder; readonly text: string; readonly freeText: string };
  readonly orderShipped: { readonly subject: AboutOrder; readonly text: string };
  readonly orderDelivered: { readonly subject: AboutOrder; readonly text: string };
  readonly orderExpired: { readonly subject: AboutOrder; readonly text: string };
  readonly orderCancelled: {
    readonly subject: AboutOrder;
    readonly by: Readonly<Record<'customer' | 'admin', string>>;
    readonly refundComes: string;
    readonly nothingCharged: string;
  };
  readonly payment: Readonly<Record<PaymentStatus, { subject: AboutOrder; text: string; label: string }>>;
  readonly refund: {
    readonly subject: AboutOrder;
    readonly inFull: (amount: string) => string;
    readonly inPart: (amount: string) => string;
  };
};
