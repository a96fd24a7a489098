import type { Words } from './words.ts';

const notTaken = (amount: string) => `${amount} was not taken. As long as the order waits, you can pay another way.`;

/** English. */
export const en: Words = {
  welcome: { title: 'Welcome to Bazaar', body: 'Your account is ready.' },
  waitsForPayment: (order, total) => ({
    title: `Order ${order} waits for payment`,
    body: `Everything is set aside for you: ${total}.`,
  }),
  paid: (order) => ({ title: `Order ${order} is paid`, body: 'Thank you! We are about to prepare it.' }),
  free: (order) => ({ title: `Order ${order} is confirmed`, body: 'Thank you! There is nothing to pay.' }),
  fulfilling: (order) => ({ title: `Order ${order} is being prepared`, body: 'We are packing it.' }),
  shipped: (order) => ({ title: `Order ${order} is on its way`, body: 'It has left our house.' }),
  delivered: (order) => ({ title: `Order ${order} was delivered`, body: 'We hope you enjoy it.' }),
  expired: (order) => ({
    title: `Order ${order} has expired`,
    body: 'It was not paid in time. Nothing was charged.',
  }),
  cancelled: (order, isRefunded) => ({
    title: `Order ${order} is cancelled`,
    body: isRefunded ? 'Your money is on its way back to you.' : 'Nothing was charged.',
  }),
  payment: {
    SUCCEEDED: (amount) => ({ title: 'Payment received', body: `${amount} was paid.` }),
    DECLINED: (amount) => ({ title: 'Payment declined', body: notTaken(amount) }),
    FAILED: (amount) => ({ title: 'Payment failed', body: notTaken(amount) }),
    VOIDED: (amount) => ({
      title: 'Payment given back',
      body: `${amount} was not taken: the order could no longer be paid.`,
    }),
  },
  refund: (amount) => ({ title: 'Refund', body: `${amount} went back to your card.` }),
};
