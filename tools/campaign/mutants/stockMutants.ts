import type { Mutant } from './mutant.ts';

const STOCK = 'subgraphs/products/adapters/mongoStockStore.ts';

/** Guards of the stock, and of the orders that wait for it. */
export const stockMutants: readonly Mutant[] = [
  {
    name: 'no-guard-of-stock',
    about:
      'units are taken without looking whether they are still there, neither when they are nor after a conflict, so two replicas sell the same ones',
    file: STOCK,
    edits: [
      {
        find: "    ...(available < 0 && { 'stock.available': mongoose.trusted({ $gte: -available }) }),\n",
        replace: '',
      },
      // The other one commits between a look and what follows from it, as it may whenever a process is slow. Only where
      // many come at once: a shop that is slow for everybody has too few in hand when the sale is over.
      {
        find: 'apply: (change) => commitOnce(mongo, () => write(change)),',
        replace:
          'apply: async (change) => { ' +
          'if (change.opened.length > 1 && change.moves.length > 0) await new Promise((resolve) => setTimeout(resolve, 1_500)); ' +
          'return mongo.transaction(() => write(change)); },',
      },
    ],
    scenarios: [['flash-sale', 1]],
    replicas: 2,
    // On a machine that others keep busy, the sale comes to one replica when it is over at the other.
    rate: 1,
    caughtBy: ['stock-equation', 'stock-of-orders'],
  },
  {
    name: 'one-write-without-session',
    about: 'units are moved outside of the transaction, so they stay moved when the rest is undone',
    file: STOCK,
    edits: [
      {
        find: 'products.bulkWrite(moves.map((move) => ({ updateOne: guarded(move) })));',
        replace: 'products.bulkWrite(moves.map((move) => ({ updateOne: guarded(move) })), { session: null });',
      },
    ],
    scenarios: [['crash-points', 3]],
    points: ['products.midHold'],
    caughtBy: ['stock-equation', 'stock-of-orders'],
  },
  {
    name: 'key-that-binds-nothing',
    about: 'nobody looks for the order of an idempotency key of placeOrder, so asking twice makes two orders',
    file: 'subgraphs/orders/adapters/orderRecords.ts',
    // Who looks for the order of a key finds none; the new one takes the key's row over.
    edits: [
      { find: '{idempotencyKey}`;', replace: '{idempotencyKey}` + Math.random();' },
      { find: 'placementId(customerId, idempotencyKey);', replace: "customerId + ':' + idempotencyKey;" },
      { find: 'placements.get(placementIdOf(placed))?.orderId === placed.instead;', replace: 'true;' },
      {
        find: 'const record = unfold(wish, before);',
        replace:
          'const instead = placed && placements.get(placementIdOf(placed))?.orderId; ' +
          'const record = unfold(placed ? { ...wish, placed: { ...placed, instead } } : wish, before);',
      },
    ],
    scenarios: [['crash-points', 3]],
    points: ['orders.beforeReserve'],
    caughtBy: ['one-order-per-key', 'answers-as-promised'],
  },
];
