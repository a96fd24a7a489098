import { isDeepStrictEqual } from 'node:util';
import mongoose from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { type OrderView, project } from '../domain/orderView.ts';
import { type EventRow, type OrderModels, type ViewRow, viewOf } from './orderModels.ts';

const { BSON } = mongoose.mongo;
const BATCH = 200;

export type RebuildFigures = {
  readonly orders: number;
  /** Views that are exactly what their events say. */
  readonly equal: number;
  /** Views that were missing or wrong; the ids of the first few. */
  readonly different: number;
  readonly examples: readonly string[];
  /** Views of orders that have no events. */
  readonly orphans: number;
};

type Options = {
  /** Puts what differs right, each order in a transaction of its own; otherwise nothing is written. */
  repair: boolean;
  onProgress?: (orders: number) => void;
};

const MAX_EXAMPLES = 10;

/**
 * Replays the events of every order and compares the outcome with the stored view. The shop may go on meanwhile: what
 * looks different is looked at again with its events in one snapshot before it counts.
 */
export async function rebuildViews(
  mongo: Mongo,
  models: OrderModels,
  { repair, onProgress }: Options,
): Promise<RebuildFigures> {
  const examples: string[] = [];
  let [orders, different] = [0, 0];
  for await (const batch of ordersOf(models)) {
    for (const orderId of await suspects(batch, models)) {
      if (await isRight(orderId, { mongo, models, repair })) continue;
      different += 1;
      if (examples.length < MAX_EXAMPLES) examples.push(orderId);
    }
    orders += batch.size;
    onProgress?.(orders);
  }
  return { orders, equal: orders - different, different, examples, orphans: await settleOrphans(models, repair) };
}

/** All orders with their events, in batches, read along the index. */
async function* ordersOf({ events }: OrderModels): AsyncGenerator<Map<string, EventRow[]>> {
  let batch = new Map<string, EventRow[]>();
  for await (const row of events.find().sort({ orderId: 1, version: 1 }).lean().cursor({ batchSize: 1_000 })) {
    if (!batch.has(row.orderId) && batch.size === BATCH) {
      yield batch;
      batch = new Map();
    }
    batch.set(row.orderId, [...(batch.get(row.orderId) ?? []), row]);
  }
  if (batch.size > 0) yield batch;
}

async function suspects(batch: ReadonlyMap<string, EventRow[]>, { views }: OrderModels): Promise<string[]> {
  const rows = await views.find({ _id: mongoose.trusted({ $in: [...batch.keys()] }) }).lean();
  const stored = new Map(rows.map((row) => [row._id, row]));
  return [...batch].filter(([id, events]) => !isViewOf(stored.get(id), replay(id, events))).map(([id]) => id);
}

type Checking = { mongo: Mongo; models: OrderModels; repair: boolean };

/** @returns whether the view was right as it stood. */
const isRight = (orderId: string, { mongo, models: { events, views }, repair }: Checking): Promise<boolean> =>
  mongo.transaction(async () => {
    const replayed = replay(orderId, await events.find({ orderId }).sort({ version: 1 }).lean());
    const right = isViewOf((await views.findById(orderId).lean()) ?? undefined, replayed);
    if (!right && repair) await views.replaceOne({ _id: orderId }, { ...replayed, _id: orderId }, { upsert: true });
    return right;
  });

function replay(orderId: string, rows: readonly EventRow[]): OrderView {
  const view = rows.reduce<OrderView | undefined>((before, { event }) => project(orderId, before, event), undefined);
  if (!view) throw new Error(`order ${orderId} has no events`);
  return view;
}

/** Compared as they are stored, where a field that is undefined is none. */
const isViewOf = (row: ViewRow | undefined, view: OrderView): boolean =>
  row !== undefined && isDeepStrictEqual(stored(viewOf(row)), stored(view));

const stored = (view: OrderView) => BSON.deserialize(BSON.serialize(view, { ignoreUndefined: true }));

/** Not even a transaction that is under way has a view without events, so what is found twice stays so. */
async function settleOrphans({ events, views }: OrderModels, repair: boolean): Promise<number> {
  const found = await views.aggregate<{ _id: string }>([
    { $lookup: { from: events.collection.name, localField: '_id', foreignField: 'orderId', as: 'events' } },
    { $match: { events: [] } },
    { $project: { _id: 1 } },
  ]);
  if (repair && found.length > 0)
    await views.deleteMany({ _id: mongoose.trusted({ $in: found.map(({ _id }) => _id) }) });
  return found.length;
}
