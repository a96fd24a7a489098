import { AppError } from '#kernel/errors.ts';
import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { Failure } from '../domain/orderEvents.ts';
import type { Stock } from '../ports.ts';
import { CommitStock, ReleaseStock, ReserveStock, type ReserveStockMutation } from './productsClient.generated.ts';

type Answer = ReserveStockMutation['reserveStock'];
type Refusal = Exclude<Answer, { __typename: 'Reservation' }>;

/** The products subgraph, asked in orders' own name. */
export const makeProductsClient = (products: ServiceClient): Stock => ({
  reserve: async ({ orderId, lines, heldUntil }) => {
    const input = { orderId, lines: lines.map((line) => ({ ...line })), heldUntil: heldUntil.toISOString() };
    const { reserveStock: answer } = await products(ReserveStock, { input });
    if (answer.__typename !== 'Reservation') return { refused: failureOf(answer) };
    if (answer.status === 'RELEASED') throw released(orderId);
    return { held: answer.lines };
  },
  release: async (orderId) => void (await products(ReleaseStock, { orderId })),
  commit: async (orderId) => void (await products(CommitStock, { orderId })),
});

function failureOf(refusal: Refusal): Failure {
  const { code: reason, message, param } = refusal;
  switch (refusal.__typename) {
    case 'BeingCheckedOut':
      return { reason, message, param, retryAfter: new Date(refusal.retryAfter) };
    case 'OutOfStock':
      return { reason, message, param, available: refusal.available };
    case 'ProductUnavailable':
      return { reason, message, param };
  }
}

/** The order has ended since it was loaded: whoever loads it again sees how. */
const released = (orderId: string) =>
  new AppError('CONFLICT', 'HOLD_RELEASED', `the hold of order ${orderId} was given back`);
