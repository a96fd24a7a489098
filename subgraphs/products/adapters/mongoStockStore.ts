import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { AppError } from '#kernel/errors.ts';
import { commitOnce } from '#kernel/mongo/commitOnce.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Ended, GuardedMove, StockChange } from '../domain/decideBatch.ts';
import type { Reservation, Shelf } from '../domain/stock.ts';
import { reservationDrafts } from '../outgoing.ts';
import type { StockStore } from '../ports.ts';
import type { ProductModels, ProductRow, ReservationRow } from './productModels.ts';

type Deps = { mongo: Mongo; models: Pick<ProductModels, 'products' | 'reservations'>; outbox: Outbox };

/** The stock in MongoDB. Two replicas may work on it at once: guards decide, whatever was read before. */
export function makeMongoStockStore({ mongo, models: { products, reservations }, outbox }: Deps): StockStore {
  const { connection } = mongo;
  const bare = connection.getClient().db(connection.name).collection<ReservationRow>(reservations.collection.name);
  const firstHoldEnds = async (productId: string): Promise<Date | null> => {
    const held = { status: 'HELD' as const, 'lines.productId': productId };
    const first = await reservations.findOne(held, { heldUntil: 1 }).sort({ heldUntil: 1 }).lean();
    return first?.heldUntil ?? null;
  };

  const shelvesOf = async (demand: ReadonlyMap<string, number>): Promise<Shelf[]> => {
    if (demand.size === 0) return [];
    const wanted = { _id: mongoose.trusted({ $in: [...demand.keys()] }) };
    const rows = await products.find(wanted, { description: 0 }).lean<ProductRow[]>();
    return Promise.all(
      rows.map(async (row) => {
        const isScarce = (demand.get(row._id) ?? 0) > row.stock.available && row.stock.held > 0;
        return { ...shelfOf(row), firstHoldEnds: isScarce ? await firstHoldEnds(row._id) : null };
      }),
    );
  };

  return {
    look: async ({ orderIds, demand }) => {
      const [rows, shelves] = await Promise.all([
        reservations.find({ _id: mongoose.trusted({ $in: orderIds }) }).lean<ReservationRow[]>(),
        shelvesOf(demand),
      ]);
      return {
        shelves: new Map(shelves.map((shelf) => [shelf.productId, shelf])),
        reservations: new Map(rows.map(({ _id, ...row }) => [_id, { orderId: _id, ...row }])),
      };
    },

    apply: (change) => commitOnce(mongo, () => write(change)),
  };

  /** Past mongoose, whose casting would cost more than the rest of a hold: the rows are made here, not by a client. */
  async function open(rows: ReservationRow[]): Promise<void> {
    const session = mongo.session();
    await bare.insertMany(rows, session ? { session } : {});
  }

  async function write({ moves, opened, ended, events }: StockChange): Promise<void> {
    await moveAll(products, moves);
    await end(reservations, ended);
    if (opened.length > 0) await open(opened.map(reservationRow));
    await outbox.append(events.flatMap(reservationDrafts));
  }
}

const shelfOf = ({ _id: productId, sku, name, price: unitPrice, status, version, stock }: ProductRow) => ({
  productId,
  sku,
  name,
  unitPrice,
  isSold: status === 'ACTIVE',
  version,
  ...stock,
});

const reservationRow = ({ orderId, ...reservation }: Reservation): ReservationRow => ({ _id: orderId, ...reservation });

async function moveAll(products: ProductModels['products'], moves: readonly GuardedMove[]): Promise<void> {
  if (moves.length === 0) return;
  const { matchedCount } = await products.bulkWrite(moves.map((move) => ({ updateOne: guarded(move) })));
  if (matchedCount < moves.length) throw moved();
}

/** The move, unless it would take a number below 0 or was promised at a price that is no longer true. */
function guarded({ productId, available, held, sold, version }: GuardedMove) {
  const filter = {
    _id: productId,
    ...(available < 0 && { 'stock.available': mongoose.trusted({ $gte: -available }) }),
    ...(held < 0 && { 'stock.held': mongoose.trusted({ $gte: -held }) }),
    ...(sold < 0 && { 'stock.sold': mongoose.trusted({ $gte: -sold }) }),
    ...(version !== undefined && { version }),
  };
  return { filter, update: { $inc: { 'stock.available': available, 'stock.held': held, 'stock.sold': sold } } };
}

/** Each step is taken once: whoever comes second finds the reservation no longer as it was. */
async function end(reservations: ProductModels['reservations'], ended: readonly Ended[]): Promise<void> {
  for (const same of Map.groupBy(ended, ({ was, reservation }) => `${was} ${reservation.status}`).values()) {
    const [{ was, reservation }] = same as [Ended, ...Ended[]]; // no group is empty
    const orderIds = same.map(({ reservation: { orderId } }) => orderId);
    const asFound = { _id: mongoose.trusted({ $in: orderIds }), status: was };
    const { matchedCount } = await reservations.updateMany(asFound, { $set: { status: reservation.status } });
    if (matchedCount < same.length) throw moved();
  }
}

const moved = () => new AppError('CONFLICT', 'STOCK_MOVED', 'somebody else has just moved the stock');
