import { causedBy } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { LineQuote } from '../couponPorts.ts';
import type { Failure, WantedLine } from '../domain/orderEvents.ts';
import { entryOf } from '../domain/timeline.ts';
import type { Stock } from '../ports.ts';
import {
  CommitStock,
  QuoteLines,
  type QuoteLinesQuery,
  ReleaseStock,
  ReserveStock,
  type ReserveStockMutation,
  ReturnStock,
} from './productsClient.generated.ts';

type Answer = ReserveStockMutation['reserveStock'];
type Refusal = Exclude<Answer, { __typename: 'Reservation' }>;

/** The products subgraph, asked in orders' own name. */
export const makeProductsClient = (products: ServiceClient): Stock => ({
  reserve: async ({ orderId, lines, heldUntil }) => {
    const input = { orderId, lines: lines.map((line) => ({ ...line })), heldUntil: heldUntil.toISOString() };
    const { reserveStock: answer } = await causedBy(entryOf(orderId, 1), () => products(ReserveStock, { input }));
    if (answer.__typename !== 'Reservation') return { refused: failureOf(answer) };
    if (answer.status === 'RELEASED') throw released(orderId);
    return { held: answer.lines };
  },
  release: async (orderId) => void (await products(ReleaseStock, { orderId })),
  commit: async (orderId) => void (await products(CommitStock, { orderId })),
  takeBack: async (orderId) => void (await products(ReturnStock, { orderId })),
  quote: async (lines) => {
    const { quoteLines } = await products(QuoteLines, { lines: lines.map((line) => ({ ...line })) });
    return lines.map((line, index) => quoteOf(line, quoteLines?.[index]));
  },
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

type AnsweredQuote = NonNullable<QuoteLinesQuery['quoteLines']>[number];

function quoteOf(line: WantedLine, answer: AnsweredQuote | undefined): LineQuote {
  if (answer?.productId !== line.productId) {
    throw new AppError('INTERNAL', 'BROKEN_QUOTE', 'products quoted other lines than it was asked for');
  }
  const { name = null, unitPrice = null, available, held, status } = answer;
  return { ...line, name, unitPrice, available, held, isSold: status === 'OK' };
}

/** The order has ended since it was loaded: whoever loads it again sees how. */
const released = (orderId: string) =>
  new AppError('CONFLICT', 'HOLD_RELEASED', `the hold of order ${orderId} was given back`);
