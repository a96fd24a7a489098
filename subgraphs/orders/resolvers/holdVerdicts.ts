import type { OrderView } from '../domain/orderView.ts';
import type { HoldVerdict, Resolvers } from '../generated.ts';

export const holdQueries = {
  holdVerdicts: async (_root, { orderIds }, { orders }) =>
    (await Promise.all(orderIds.map((id) => orders.load(id)))).map(verdictOf),
} satisfies Resolvers['Query'];

/** An order is recorded before it asks for stock, so one that is not known never will be. */
function verdictOf(order: OrderView | undefined): HoldVerdict {
  switch (order?.status) {
    case 'PENDING':
    case 'AWAITING_PAYMENT':
    case 'PAYING':
      return 'KEEP';
    case undefined:
    case 'FAILED':
    case 'EXPIRED':
      return 'RELEASE';
    case 'CANCELLED':
      // What was paid for is sold, even if the order was cancelled before products heard of the sale.
      return order?.history.some(({ status }) => status === 'PAID') ? 'COMMIT' : 'RELEASE';
    default:
      return 'COMMIT';
  }
}
