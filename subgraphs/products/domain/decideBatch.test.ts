import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideBatch, type StockChange } from './decideBatch.ts';
import type { Ledger, Reservation, Shelf, Stock, StockCommand } from './stock.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const PRODUCTS = ['p0', 'p1', 'p2'];
const ORDERS = ['o0', 'o1', 'o2', 'o3', 'o4', 'o5'];

const shelf = (productId: string, available: number): Shelf => ({
  productId,
  sku: productId,
  name: productId,
  unitPrice: { amount: 100, currency: 'EUR' },
  isSold: true,
  version: 3,
  available,
  held: 0,
  sold: 0,
  stocked: available,
  firstHoldEnds: null,
});

const stocked = (...units: number[]): Ledger => ({
  shelves: new Map(units.map((available, index) => [`p${index}`, shelf(`p${index}`, available)])),
  reservations: new Map(),
});

const reserve = (orderId: string, ...quantities: number[]): StockCommand => ({
  type: 'ReserveStock',
  orderId,
  lines: quantities.flatMap((quantity, index) => (quantity > 0 ? [{ productId: `p${index}`, quantity }] : [])),
  heldUntil: at(15),
  now: noon,
});
const release = (orderId: string): StockCommand => ({ type: 'ReleaseStock', orderId, now: noon });
const commit = (orderId: string): StockCommand => ({ type: 'CommitStock', orderId, now: noon });
const giveBack = (orderId: string): StockCommand => ({ type: 'ReturnStock', orderId, now: noon });

const commands: fc.Arbitrary<StockCommand> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ORDERS), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }))
    .filter(([, quantities]) => quantities.some((quantity) => quantity > 0))
    .map(([orderId, quantities]) => reserve(orderId, ...quantities)),
  fc.constantFrom(...ORDERS).map(release),
  fc.constantFrom(...ORDERS).map(commit),
  fc.constantFrom(...ORDERS).map(giveBack),
);

/** The ledger as a store leaves it: net moves and final reservations, as the database gets them. */
function applied(ledger: Ledger, { moves, opened, ended }: StockChange): Ledger {
  const shelves = new Map(ledger.shelves);
  for (const { productId, available, held, sold } of moves) {
    const before = shelves.get(productId);
    if (!before) throw new Error(`moved an unknown product ${productId}`);
    const [a, h, s] = [before.available + available, before.held + held, before.sold + sold];
    shelves.set(productId, { ...before, available: a, held: h, sold: s });
  }
  const touched = [...opened, ...ended.map((each) => each.reservation)];
  const changed = touched.map((reservation) => [reservation.orderId, reservation] as const);
  return { shelves, reservations: new Map([...ledger.reservations, ...changed]) };
}

const unitsIn = (reservations: Iterable<Reservation>, productId: string, status: Reservation['status']): number =>
  [...reservations]
    .filter((reservation) => reservation.status === status)
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + (line.productId === productId ? line.quantity : 0), 0);

const equationHolds = ({ available, held, sold, stocked: all }: Stock) =>
  available >= 0 && held >= 0 && sold >= 0 && available + held + sold === all;

describe('a batch', () => {
  it('decides each command on what those before it have left', () => {
    const { verdicts, change } = decideBatch(stocked(2), [
      reserve('o0', 2),
      reserve('o1', 1),
      release('o0'),
      reserve('o2', 1),
    ]);

    expect(verdicts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(change.moves).toEqual([{ productId: 'p0', available: -1, held: 1, sold: 0, version: 3 }]);
  });

  it('tells a buyer when the hold of another buyer in the same batch ends', () => {
    const early = { ...reserve('o0', 1), heldUntil: at(4) } as StockCommand;

    const { verdicts } = decideBatch(stocked(2), [reserve('o1', 1), early, reserve('o2', 1)]);

    expect(verdicts[2]).toMatchObject({ reason: { reason: 'BEING_CHECKED_OUT', details: { retryAfter: at(4) } } });
  });

  it('holds nothing of an order whose second line is refused', () => {
    const { change } = decideBatch(stocked(5, 0), [reserve('o0', 1, 1)]);

    expect(change).toEqual({ events: [], opened: [], ended: [], moves: [] });
  });

  it('writes one reservation for an order that is held and sold in the same batch', () => {
    const { change } = decideBatch(stocked(5), [reserve('o0', 2), commit('o0')]);

    expect(change.opened).toMatchObject([{ orderId: 'o0', status: 'COMMITTED' }]);
    expect(change.ended).toEqual([]);
    expect(change.moves).toEqual([{ productId: 'p0', available: -2, held: 0, sold: 2, version: 3 }]);
    expect(change.events.map(({ type }) => type)).toEqual(['StockHeld', 'StockCommitted']);
  });

  it('writes one step for an order that is sold and returned in the same batch, from what it was', () => {
    const before = stocked(5);
    const held = applied(before, decideBatch(before, [reserve('o0', 2)]).change);

    const { change } = decideBatch(held, [commit('o0'), giveBack('o0')]);

    expect(change.ended).toMatchObject([{ was: 'HELD', reservation: { orderId: 'o0', status: 'RETURNED' } }]);
    expect(change.moves).toEqual([{ productId: 'p0', available: 2, held: -2, sold: 0, version: undefined }]);
  });

  it('keeps with each event on whose request it happened', () => {
    const asked = ['first', 'second'].map((requestId, index) => ({ ...reserve(`o${index}`, 1), requestId }));

    const { change } = decideBatch(stocked(5), asked);

    expect(change.events.map(({ requestId }) => requestId)).toEqual(['first', 'second']);
  });

  it('moves products in the order of their ids, whatever order the lines have', () => {
    const twisted = { ...reserve('o0', 1, 1, 1) } as Extract<StockCommand, { type: 'ReserveStock' }>;

    const { change } = decideBatch(stocked(5, 5, 5), [{ ...twisted, lines: twisted.lines.toReversed() }]);

    expect(change.moves.map(({ productId }) => productId)).toEqual(['p0', 'p1', 'p2']);
  });
});

describe('whatever is asked, in whatever batches', () => {
  const batches = fc.array(fc.array(commands, { maxLength: 8 }), { maxLength: 8 });
  const stocks = fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4));

  it('the stock equation is exact and reservations account for every unit', () => {
    fc.assert(
      fc.property(stocks, batches, (units, all) => {
        let ledger = stocked(...units);
        for (const batch of all) {
          ledger = applied(ledger, decideBatch(ledger, batch).change);
          for (const productId of PRODUCTS) {
            const found = ledger.shelves.get(productId);
            expect(found).toSatisfy(equationHolds);
            expect(found?.held).toBe(unitsIn(ledger.reservations.values(), productId, 'HELD'));
            expect(found?.sold).toBe(unitsIn(ledger.reservations.values(), productId, 'COMMITTED'));
          }
        }
      }),
    );
  });

  it('one batch comes to the same as its commands one by one', () => {
    fc.assert(
      fc.property(stocks, fc.array(commands, { maxLength: 20 }), (units, batch) => {
        let ledger = stocked(...units);
        const alone = batch.map((command) => {
          const { verdicts, change } = decideBatch(ledger, [command]);
          ledger = applied(ledger, change);
          return verdicts[0]?.status;
        });

        const { verdicts, change } = decideBatch(stocked(...units), batch);

        expect(verdicts.map(({ status }) => status)).toEqual(alone);
        expect(applied(stocked(...units), change)).toEqual(ledger);
      }),
    );
  });

  it('a command that was accepted changes nothing when it comes again', () => {
    fc.assert(
      fc.property(stocks, fc.array(commands, { maxLength: 20 }), (units, all) => {
        let ledger = stocked(...units);
        for (const command of all) {
          const { verdicts, change } = decideBatch(ledger, [command]);
          ledger = applied(ledger, change);
          if (verdicts[0]?.status === 'fulfilled') {
            expect(decideBatch(ledger, [command])).toMatchObject({ verdicts, change: { events: [], moves: [] } });
          }
        }
      }),
    );
  });
});
