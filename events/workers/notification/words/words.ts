import type { PaymentEvent } from '#events/contracts/payments.v1.ts';

type PaymentStatus = Extract<PaymentEvent, { type: 'PaymentProcessed' }>['data']['status'];
type Said = { readonly title: string; readonly body: string };

/** `order` is the beginning of its id, as people quote it. */
type AboutOrder = (order: string) => Said;

/** All that notices say in one language. A word that is missing in one stops the build. */
export type Words = {
  readonly welcome: Said;
  readonly waitsForPayment: (order: string, total: string) => Said;
  readonly paid: AboutOrder;
  /** It cost nothing. */
  readonly free: AboutOrder;
  readonly fulfilling: AboutOrder;
  readonly shipped: AboutOrder;
  readonly delivered: AboutOrder;
  readonly expired: AboutOrder;
  readonly cancelled: (order: string, isRefunded: boolean) => Said;
  readonly payment: Readonly<Record<PaymentStatus, (amount: string) => Said>>;
  readonly refund: (amount: string) => Said;
};
