import mongoose from 'mongoose';

type ProductRow = { _id: string; stock: Stock };
type ReservationRow = { _id: string; status: string; lines: { productId: string; quantity: number }[] };

export type Stock = {
  readonly available: number;
  readonly held: number;
  readonly sold: number;
  readonly stocked: number;
};

/** The stock as it is written in the database, looked up past the shop. */
export type Books = {
  /** @throws Error when it does not add up at this instant. */
  stock(productIds: readonly string[]): Promise<ReadonlyMap<string, Stock>>;
  /** Units of each product in reservations of a status. */
  reserved(productIds: readonly string[], status: 'HELD' | 'COMMITTED'): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
};

export async function openBooks(uri: string, databasePrefix: string): Promise<Books> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000, readConcernLevel: 'majority' });
  await client.connect();
  const database = client.db(`${databasePrefix}_products`);
  const products = database.collection<ProductRow>('products');
  const reservations = database.collection<ReservationRow>('reservations');
  return {
    stock: async (productIds) => {
      const rows = await products.find({ _id: { $in: [...productIds] } }).toArray();
      for (const { _id, stock } of rows) requireBalance(_id, stock);
      return new Map(rows.map(({ _id, stock }) => [_id, stock]));
    },
    reserved: async (productIds, status) => {
      const units = new Map(productIds.map((id) => [id, 0]));
      for await (const { lines } of reservations.find({ status, 'lines.productId': { $in: [...productIds] } }))
        for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
      return units;
    },
    close: () => client.close(),
  };
}

function requireBalance(productId: string, stock: Stock): void {
  const { available, held, sold, stocked } = stock;
  if (available >= 0 && held >= 0 && sold >= 0 && available + held + sold === stocked) return;
  throw new Error(`the stock of ${productId} does not add up: ${JSON.stringify(stock)}`);
}
