/**
 * Where each status stands, and the ways between them. A test holds it to subgraphs/orders/domain/transitions.ts.
 * `along` counts on the way from the click to the door, `across` is 0 on that way and 1 beside it.
 */
export const statuses = /** @type {const} */ ({
  PENDING: { along: 0, across: 0 },
  AWAITING_PAYMENT: { along: 1, across: 0 },
  PAYING: { along: 2, across: 0 },
  PAID: { along: 3, across: 0 },
  FULFILLING: { along: 4, across: 0 },
  SHIPPED: { along: 5, across: 0 },
  DELIVERED: { along: 6, across: 0 },
  FAILED: { along: 0, across: 1 },
  EXPIRED: { along: 1, across: 1 },
  CANCELLED: { along: 3, across: 1 },
});

/** @typedef {keyof typeof statuses} Status */

/** @type {readonly { from: Status, to: Status, step: string }[]} */
export const ways = [
  { from: 'PENDING', to: 'AWAITING_PAYMENT', step: 'HOLD_STOCK' },
  { from: 'PENDING', to: 'PAID', step: 'PAY_NOTHING' },
  { from: 'PENDING', to: 'FAILED', step: 'FAIL' },
  { from: 'PENDING', to: 'EXPIRED', step: 'EXPIRE' },
  { from: 'PENDING', to: 'CANCELLED', step: 'CANCEL' },
  { from: 'AWAITING_PAYMENT', to: 'PAYING', step: 'PAY' },
  { from: 'AWAITING_PAYMENT', to: 'EXPIRED', step: 'EXPIRE' },
  { from: 'AWAITING_PAYMENT', to: 'CANCELLED', step: 'CANCEL' },
  { from: 'PAYING', to: 'PAID', step: 'CONFIRM_PAYMENT' },
  { from: 'PAYING', to: 'AWAITING_PAYMENT', step: 'FAIL_PAYMENT' },
  { from: 'PAID', to: 'FULFILLING', step: 'START_FULFILMENT' },
  { from: 'PAID', to: 'CANCELLED', step: 'CANCEL' },
  { from: 'FULFILLING', to: 'SHIPPED', step: 'SHIP' },
  { from: 'FULFILLING', to: 'CANCELLED', step: 'CANCEL' },
  { from: 'SHIPPED', to: 'DELIVERED', step: 'DELIVER' },
];

/** @type {readonly Status[]} */
export const statusNames = /** @type {Status[]} */ (Object.keys(statuses));
