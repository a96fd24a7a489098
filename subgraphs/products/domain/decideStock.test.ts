import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { decideStock } from './decideStock.ts';
import type { Reservation, Shelf, StockCommand } from './stock.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const shelf = (productId: string, over: Partial<Shelf> = {}): Shelf => ({
  productId,
  sku: productId.toUpperCase(),
  name: `The ${productId}`,
  unitPrice: { amount: 1_050, currency: 'EUR' },
  isSold: true,
  version: 1,
  available: 5,
  held: 0,
  sold: 0,
  stocked: 5,
  firstHoldEnds: null,
  ...over,
});

const heldLine = (productId: string, quantity: number) => ({
  productId,
  quantity,
  sku: productId.toUpperCase(),
  name: `The ${productId}`,
  unitPrice: { amount: 1_050, currency: 'EUR' },
});

const reservation = (status: Reservation['status'], lines = [heldLine('lamp', 2)]): Reservation => ({
  orderId: 'o1',
  status,
  lines,
  heldUntil: at(15),
});

const reserve = (...lines: [productId: string, quantity: number][]): StockCommand => ({
  type: 'ReserveStock',
  orderId: 'o1',
  lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
  heldUntil: at(15),
  now: noon,
});
const release: StockCommand = { type: 'ReleaseStock', orderId: 'o1', now: at(1) };
const commit: StockCommand = { type: 'CommitStock', orderId: 'o1', now: at(1) };
const giveBack: StockCommand = { type: 'ReturnStock', orderId: 'o1', now: at(1) };

/** Shelves and at most one reservation, a command, the outcome. */
function having(shelves: Shelf[], known?: Reservation) {
  const ledger = {
    shelves: new Map(shelves.map((each) => [each.productId, each])),
    reservations: new Map(known && [[known.orderId, known]]),
  };
  return {
    when: (command: StockCommand) => ({
      thenEvents: (...expected: object[]) => expect(decideStock(ledger, command)).toEqual(expected),
      thenNothing: () => expect(decideStock(ledger, command)).toEqual([]),
      thenRefused: (reason: string, rest: object = {}) =>
        expect(refusalOf(() => decideStock(ledger, command))).toMatchObject({ reason, ...rest }),
    }),
  };
}

function refusalOf(run: () => unknown) {
  try {
    return run();
  } catch (error) {
    if (error instanceof AppError)
      return { code: error.code, reason: error.reason, param: error.reasons[0]?.param, ...error.details };
    throw error;
  }
}

describe('reserving', () => {
  it('holds every line at the price, name and SKU of now', () => {
    having([shelf('lamp'), shelf('mug')])
      .when(reserve(['lamp', 2], ['mug', 5]))
      .thenEvents({
        type: 'StockHeld',
        orderId: 'o1',
        lines: [heldLine('lamp', 2), heldLine('mug', 5)],
        heldUntil: at(15),
        at: noon,
      });
  });

  it('asks the buyer to come back when checkouts hold the units', () => {
    having([shelf('lamp', { available: 1, held: 4, firstHoldEnds: at(7) })])
      .when(reserve(['lamp', 5]))
      .thenRefused('BEING_CHECKED_OUT', { param: 'lines.0', retryAfter: at(7) });
  });

  it('names now as the time to come back when the hold is overdue, or ended while we looked', () => {
    const lamp = shelf('lamp', { available: 0, held: 5 });

    having([{ ...lamp, firstHoldEnds: at(-1) }])
      .when(reserve(['lamp', 1]))
      .thenRefused('BEING_CHECKED_OUT', { retryAfter: noon });
    having([lamp])
      .when(reserve(['lamp', 1]))
      .thenRefused('BEING_CHECKED_OUT', { retryAfter: noon });
  });

  it('says how many are left when not even the held ones would be enough', () => {
    having([shelf('lamp', { available: 1, held: 1, firstHoldEnds: at(7) })])
      .when(reserve(['lamp', 3]))
      .thenRefused('OUT_OF_STOCK', { param: 'lines.0', available: 1 });
  });

  it('does not tell an unknown product from an archived one', () => {
    having([shelf('lamp', { isSold: false })])
      .when(reserve(['lamp', 1]))
      .thenRefused('PRODUCT_UNAVAILABLE', { param: 'lines.0' });
    having([])
      .when(reserve(['lamp', 1]))
      .thenRefused('PRODUCT_UNAVAILABLE', { param: 'lines.0' });
  });

  it('names the line that will not come back before one that may', () => {
    having([shelf('lamp', { available: 0, held: 5 }), shelf('mug', { available: 0 })])
      .when(reserve(['lamp', 1], ['mug', 1]))
      .thenRefused('OUT_OF_STOCK', { param: 'lines.1' });
  });

  it('changes nothing when it is repeated, lines in whatever order, even if the product has left the catalogue', () => {
    having([], reservation('HELD', [heldLine('lamp', 2), heldLine('mug', 1)]))
      .when(reserve(['mug', 1], ['lamp', 2]))
      .thenNothing();
  });

  it.each(['HELD', 'RELEASED', 'COMMITTED', 'RETURNED'] as const)(
    'refuses other lines for an order that is %s',
    (status) => {
      having([shelf('lamp')], reservation(status))
        .when(reserve(['lamp', 1]))
        .thenRefused('RESERVATION_DIFFERS', { code: 'CONFLICT' });
    },
  );

  it('holds nothing for an order that was released before', () => {
    having([shelf('lamp')], reservation('RELEASED', []))
      .when(reserve(['lamp', 1]))
      .thenNothing();
  });
});

describe('releasing', () => {
  it('gives the lines back', () => {
    having([], reservation('HELD'))
      .when(release)
      .thenEvents({ type: 'StockReleased', orderId: 'o1', lines: [heldLine('lamp', 2)], at: at(1) });
  });

  it('forestalls a reservation that has not come yet', () => {
    having([])
      .when(release)
      .thenEvents({ type: 'HoldForestalled', orderId: 'o1', at: at(1) });
  });

  it('happens once', () => {
    having([], reservation('RELEASED')).when(release).thenNothing();
  });

  it('does not take back what is sold', () => {
    having([], reservation('COMMITTED')).when(release).thenRefused('RESERVATION_COMMITTED', { code: 'REFUSED' });
  });
});

describe('committing', () => {
  it('sells the lines', () => {
    having([], reservation('HELD'))
      .when(commit)
      .thenEvents({ type: 'StockCommitted', orderId: 'o1', lines: [heldLine('lamp', 2)], at: at(1) });
  });

  it('happens once', () => {
    having([], reservation('COMMITTED')).when(commit).thenNothing();
  });

  it('does not sell what was given back, nor what nobody reserved', () => {
    having([], reservation('RELEASED')).when(commit).thenRefused('RESERVATION_RELEASED', { code: 'REFUSED' });
    having([]).when(commit).thenRefused('RESERVATION_NOT_FOUND', { code: 'NOT_FOUND' });
  });
});

describe('returning', () => {
  it('puts what was sold back into stock', () => {
    having([], reservation('COMMITTED'))
      .when(giveBack)
      .thenEvents({ type: 'StockReturned', orderId: 'o1', lines: [heldLine('lamp', 2)], at: at(1) });
  });

  it.each([giveBack, commit, release, reserve(['lamp', 2])])('is the end: $type changes nothing after it', (late) => {
    having([], reservation('RETURNED')).when(late).thenNothing();
  });

  it('is refused for what is not sold', () => {
    having([], reservation('HELD')).when(giveBack).thenRefused('RESERVATION_HELD', { code: 'REFUSED' });
    having([], reservation('RELEASED')).when(giveBack).thenRefused('RESERVATION_RELEASED', { code: 'REFUSED' });
    having([]).when(giveBack).thenRefused('RESERVATION_NOT_FOUND', { code: 'NOT_FOUND' });
  });
});
