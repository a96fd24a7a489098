import { setTimeout as pause } from 'node:timers/promises';
import type { Timing } from '../measure/buyers.ts';
import { type Line, placeOrder } from '../measure/placeOrder.ts';
import { type Buyer, cancel, pay } from './orderApi.ts';

const MOST_LINES = 10;
/** A buyer who is told to come back does so this often. */
const TRIES = 3;
const RETRY_MS = 1_000;

type Fate = 'paid' | 'cancelled' | 'left';
export type Ordered = { readonly buyer: Buyer; readonly orderId: string; readonly fate: Fate };

/** What became of all checkouts; `latencies` are those of `placeOrder` alone, refused ones too. */
export type Rush = Timing & {
  readonly orders: readonly Ordered[];
  readonly refused: { readonly BeingCheckedOut: number; readonly OutOfStock: number };
  /** When the last checkout was answered, in seconds after the first began. */
  readonly seconds: number;
};

type Scene = { readonly buyers: readonly Buyer[]; readonly productIds: readonly string[]; readonly count: number };

/** All check out at the same moment, each some of the products; then some pay, some change their mind, some just leave. */
export async function rush({ buyers, productIds, count }: Scene, tell: (answered: number) => void): Promise<Rush> {
  const orders: Ordered[] = [];
  const latencies: number[] = [];
  const refused = { BeingCheckedOut: 0, OutOfStock: 0 };
  const startedAt = performance.now();
  let answeredAt = startedAt;

  const tryOnce = async (buyer: Buyer, lines: readonly Line[]) => {
    const beganAt = performance.now();
    const result = await placeOrder(buyer.client, buyer.token, lines);
    answeredAt = performance.now();
    latencies.push(answeredAt - beganAt);
    tell(latencies.length);
    return result;
  };
  const checkOut = async (turn: number) => {
    const buyer = at(buyers, turn);
    const lines = someLines(productIds);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const result = await tryOnce(buyer, lines);
      if (result.__typename === 'OrderPlaced') {
        const ordered = { buyer, orderId: result.order.id, fate: fateOf(turn) };
        orders.push(ordered);
        return settle(ordered);
      }
      if (result.__typename === 'ProductUnavailable') throw new Error(`a product is not sold: ${result.message}`);
      refused[result.__typename] += 1;
      if (result.__typename === 'OutOfStock') return;
      await pause(RETRY_MS * attempt * (0.5 + Math.random()));
    }
  };
  await Promise.all(Array.from({ length: count }, (_, turn) => checkOut(turn)));
  return { orders, latencies, refused, seconds: (answeredAt - startedAt) / 1_000 };
}

async function settle({ buyer, orderId, fate }: Ordered): Promise<void> {
  if (fate === 'paid') await pay(buyer, orderId);
  if (fate === 'cancelled') await cancel(buyer, orderId);
}

const fateOf = (turn: number): Fate => (turn % 5 < 3 ? 'paid' : turn % 5 === 3 ? 'cancelled' : 'left');

function someLines(productIds: readonly string[]): Line[] {
  const count = 1 + Math.floor(Math.random() * MOST_LINES);
  const shuffled = productIds.map((id) => [Math.random(), id] as const).sort(([one], [other]) => one - other);
  return shuffled.slice(0, count).map(([, productId]) => ({ productId, quantity: 1 + Math.floor(Math.random() * 2) }));
}

export function at<Item>(items: readonly Item[], turn: number): Item {
  const item = items[turn % items.length];
  if (item === undefined) throw new Error('nobody is there');
  return item;
}
