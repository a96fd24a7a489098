import { describe, expect, it } from 'vitest';
import { type ViewRow, viewOf } from './orderModels.ts';

const at = new Date('2030-01-01T12:00:00Z');
const total = { amount: 2100, currency: 'EUR' };

/** As the first version of the shop stored it; the entries of its history said less, too. */
const stored = (status: ViewRow['status'], types: readonly string[]): ViewRow => ({
  _id: 'o1',
  version: types.length,
  customerId: 'u1',
  status,
  items: [],
  total,
  expiresAt: at,
  placedAt: at,
  paymentMethod: 'CARD',
  failure: null,
  history: JSON.parse(JSON.stringify(types.map((type) => ({ type, previousStatus: null, status, at })))),
});

describe('a view of the first version', () => {
  it('has everything that is shown today', () => {
    expect(viewOf(stored('AWAITING_PAYMENT', ['OrderPlaced']))).toMatchObject({
      paymentStatus: 'UNPAID',
      subtotal: total,
      discount: { amount: 0 },
      coupon: null,
      refunded: null,
      history: [{ type: 'OrderPlaced', by: 'system', reason: null, amount: null }],
    });
  });

  it.each([
    ['PENDING', 'PAYING', ['OrderPlaced', 'OrderPaymentStarted']],
    ['PAID', 'CANCELLED', ['OrderPlaced', 'OrderPaid', 'OrderCancelled']],
    ['UNPAID', 'CANCELLED', ['OrderPlaced', 'OrderCancelled']],
  ] as const)('is %s when it is %s after %j', (paymentStatus, status, types) => {
    expect(viewOf(stored(status, types))).toMatchObject({ paymentStatus });
  });
});
