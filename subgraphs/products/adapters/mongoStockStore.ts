import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { passing } from '#kernel/crashPoints.ts';
import { AppError } from '#kernel/errors.ts';
import { commitOnce } from '#kernel/mongo/commitOnce.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Ended, GuardedMove, StockChange } from '../domain/decideBatch.ts';
import type { Shelf } from '../domain/stock.ts';
import type { StockStore } from '../ports.ts';
import type { ProductModels, ProductRow, ReservationRow, StoredStep } from './productModels.ts';
import { recordedSteps } from './recordedSteps.ts';

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
        reservations.find({ _id: mongoose.trusted({ $in: orderIds }) }, { steps: 0 }).lean<ReservationRow[]>(),
        shelvesOf(demand),
      ]);
      return {
        shelves: new Map(shelves.map((shelf) => [shelf.productId, shelf])),
        reservations: new Map(rows.map(({ _id, ...row }) => [_id, { orderId: _id, ...row }])),
      };
    },

    apply: (change) => commitOnce(mongo, () => write(change)),

    steps: async (orderIds) => {
      const rows = await bare.find({ _id: { $in: [...orderIds] } }, { projection: { steps: 1 } }).toArray();
      return rows.flatMap(({ _id: orderId, steps = [] }) => steps.map((step) => ({ orderId, ...step })));
    },
  };

  /** Past mongoose, whose casting would cost more than the rest of a hold: the rows are made here, not by a client. */
  async function open(rows: ReservationRow[]): Promise<void> {
    const session = mongo.session();
    await bare.insertMany(rows, session ? { session } : {});
  }

  /** Each step is taken once: whoever comes second finds the reservation no longer as it was. */
  async function end(ended: readonly Ended[], stepsOf: (orderId: string) => StoredStep[]): Promise<void> {
    if (ended.length === 0) return;
    const session = mongo.session();
    const updates = ended.map(({ was, reservation: { orderId, status } }) => {
      const update = { $set: { status }, $push: { steps: { $each: stepsOf(orderId) } } };
      return { updateOne: { filter: { _id: orderId, status: was }, update } };
    });
    const { matchedCount } = await bare.bulkWrite(updates, { ordered: false, ...(session && { session }) });
    if (matchedCount < ended.length) throw moved();
  }

  async function write({ moves, opened, ended, events }: StockChange): Promise<void> {
    await moveAll(products, moves);
    if (opened.length > 0) passing('products.midHold');
    const { stepsOf, drafts } = recordedSteps(events);
    await end(ended, stepsOf);
    if (opened.length > 0) {
      await open(opened.map(({ orderId: _id, ...reservation }) => ({ _id, ...reservation, steps: stepsOf(_id) })));
    }
    await outbox.append(drafts);
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

const moved = () => new AppError('CONFLICT', 'STOCK_MOVED', 'somebody else has just moved the stock');
