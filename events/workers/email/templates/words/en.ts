import type { Words } from '../words.ts';

const ifNotYou = 'If it was not you, ignore this mail: nothing happens then.';

/** English. */
export const en: Words = {
  hello: (name) => `Hello ${name},`,
  footer: 'You get this mail because you have an account at Bazaar.',
  unsubscribe: {
    ORDER_UPDATES: 'No more mails about your orders',
    PAYMENTS: 'No more mails about your payments',
  },
  code: (mutation) => `Hand this code to ${mutation}:`,
  labels: {
    order: 'Order',
    total: 'Total',
    subtotal: 'Subtotal',
    discount: 'Discount',
    payBy: 'Pay by',
    refunded: 'Refunded',
    refundedInAll: 'Refunded in all',
    wasPaid: 'You had paid',
    viewOrder: 'View your order',
  },
  welcome: { subject: 'Welcome to Bazaar', text: 'Your account is ready. We are glad that you are here.' },
  verifyEmail: {
    subject: 'Please confirm your e-mail address',
    text: 'Please tell us that this address is yours.',
    button: 'Confirm my address',
    validity: 'This works once, within 24 hours.',
    ifNotYou,
  },
  changeEmail: {
    subject: 'Please confirm your new e-mail address',
    text: 'You want to use this address for your account. Until you confirm it, the old one stays.',
    button: 'Use this address',
    validity: 'This works once, within 24 hours.',
    ifNotYou,
  },
  resetPassword: {
    subject: 'Choose a new password',
    text: 'Somebody asked for a new password for your account.',
    button: 'Choose a new password',
    validity: 'This works once, within 30 minutes. You will be signed out everywhere.',
    ifNotYou: 'If it was not you, ignore this mail: your password stays as it is.',
  },
  passwordChanged: {
    subject: 'Your password was changed',
    text: 'The password of your account was changed just now.',
    ifNotYou: 'If it was not you, ask for a new password at once and write to us.',
  },
  banned: {
    subject: 'Your account was closed',
    text: 'We closed your account, so you can’t sign in any more. If you think that this is a mistake, write to us.',
  },
  unbanned: { subject: 'Your account is open again', text: 'You can sign in again.' },
  orderReceived: {
    subject: (order) => `We received your order ${order}`,
    text: (payBy) => `Everything is set aside for you. Please pay by ${payBy}; then we let it go.`,
  },
  orderPaid: {
    subject: (order) => `Your order ${order} is confirmed`,
    text: 'Thank you! It is paid, and we are about to prepare it.',
    freeText: 'Thank you! There is nothing to pay, and we are about to prepare it.',
  },
  orderShipped: { subject: (order) => `Your order ${order} is on its way`, text: 'It has left our house.' },
  orderDelivered: { subject: (order) => `Your order ${order} was delivered`, text: 'We hope you enjoy it.' },
  orderExpired: {
    subject: (order) => `Your order ${order} has expired`,
    text: 'It was not paid in time, so we let its products go. Nothing was charged. You can order again any time.',
  },
  orderCancelled: {
    subject: (order) => `Your order ${order} is cancelled`,
    by: { customer: 'As you asked, we cancelled it.', admin: 'We are sorry: we had to cancel it.' },
    refundComes: 'Your money is on its way back to you.',
    nothingCharged: 'Nothing was charged.',
  },
  payment: {
    SUCCEEDED: {
      subject: (order) => `Payment received for your order ${order}`,
      text: 'Your payment went through.',
      label: 'Paid',
    },
    DECLINED: {
      subject: (order) => `Payment declined for your order ${order}`,
      text: 'Your payment was declined and nothing was taken. As long as the order waits, you can pay another way.',
      label: 'Not paid',
    },
    FAILED: {
      subject: (order) => `Payment failed for your order ${order}`,
      text: 'Your payment did not go through and nothing was taken. As long as the order waits, you can pay another way.',
      label: 'Not paid',
    },
    VOIDED: {
      subject: (order) => `Payment given back for your order ${order}`,
      text: 'The order could no longer be paid, so nothing was taken from your card.',
      label: 'Not taken',
    },
  },
  refund: {
    subject: (order) => `Refund for your order ${order}`,
    inFull: (amount) => `We gave ${amount} back to your card. It may take your bank some days to show it.`,
    inPart: (amount) => `We gave part of it, ${amount}, back to your card. It may take your bank some days to show it.`,
  },
};
