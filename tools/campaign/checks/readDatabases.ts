import mongoose from 'mongoose';
import type { OrderEvent } from '#subgraphs/orders/domain/orderEvents.ts';
import type { Evidence, Hold, RecordedEvent, SentRow, StockedProduct } from './evidence.ts';

/** Every service that may publish. */
const PUBLISHERS = ['users', 'products', 'orders', 'payments', 'notifications', 'email'] as const;

/** The shop's databases, read past the shop, majority-committed only. */
export class Books {
  readonly #client: mongoose.mongo.MongoClient;
  readonly #prefix: string;

  private constructor(client: mongoose.mongo.MongoClient, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  static async open(uri: string, databasePrefix: string): Promise<Books> {
    const options = {
      serverSelectionTimeoutMS: 10_000,
      readConcernLevel: 'majority',
      appName: 'bazaar-campaign',
    } as const;
    const client = new mongoose.mongo.MongoClient(uri, options);
    await client.connect();
    return new Books(client, databasePrefix);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  of(service: string): mongoose.mongo.Db {
    return this.#client.db(`${this.#prefix}_${service}`);
  }

  async outbox(): Promise<SentRow[]> {
    const rows = await Promise.all(PUBLISHERS.map((service) => this.#outboxOf(service)));
    return rows.flat();
  }

  async orderEvents(): Promise<RecordedEvent[]> {
    type Row = { _id: string; orderId: string; version: number; event: OrderEvent };
    const rows = this.of('orders').collection<Row>('order_events').find().sort({ orderId: 1, version: 1 });
    return rows.map(({ _id: id, orderId, version, event }) => ({ id, orderId, version, event })).toArray();
  }

  async products(): Promise<StockedProduct[]> {
    type Row = { _id: string; stock: Omit<StockedProduct, 'id'> };
    const rows = this.of('products')
      .collection<Row>('products')
      .find({}, { projection: { stock: 1 } });
    return rows.map(({ _id: id, stock }) => ({ id, ...stock })).toArray();
  }

  async holds(): Promise<Hold[]> {
    type Row = Omit<Hold, 'orderId'> & { _id: string };
    const rows = this.of('products').collection<Row>('reservations').find();
    return rows.map(({ _id: orderId, status, lines }) => ({ orderId, status, lines })).toArray();
  }

  #outboxOf(service: string): Promise<SentRow[]> {
    type Row = { _id: string; topic: string; key: string; sequence: number; value: string; pending?: true };
    const rows = this.of(service).collection<Row>('outbox').find();
    const sent = ({ _id: id, topic, key, sequence, value, pending }: Row): SentRow => {
      return { service, id, topic, key, sequence, value, isPending: pending === true };
    };
    return rows.map(sent).toArray();
  }
}

export type DatabaseEvidence = Pick<Evidence, 'outbox' | 'orderEvents' | 'products' | 'holds'>;

export async function readDatabases(books: Books): Promise<DatabaseEvidence> {
  const [outbox, orderEvents] = await Promise.all([books.outbox(), books.orderEvents()]);
  const [products, holds] = await Promise.all([books.products(), books.holds()]);
  return { outbox, orderEvents, products, holds };
}
