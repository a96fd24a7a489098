import mongoose from 'mongoose';
import type { OrderEvent } from '#subgraphs/orders/domain/orderEvents.ts';
import type {
  Hold,
  MailRow,
  NotificationRow,
  PairCount,
  Placement,
  RecordedEvent,
  SentRow,
  StockedProduct,
} from './evidence.ts';

/** Every service that may publish, and every one that has an inbox. */
const PUBLISHERS = ['users', 'products', 'orders', 'payments', 'notifications', 'email'] as const;

/** The shop's databases, read past the shop, and only what a majority has. */
export class Books {
  readonly #client: mongoose.mongo.MongoClient;
  readonly #prefix: string;

  private constructor(client: mongoose.mongo.MongoClient, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  static async open(uri: string, databasePrefix: string): Promise<Books> {
    const options = { serverSelectionTimeoutMS: 10_000, readConcernLevel: 'majority', appName: 'campaign' } as const;
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

  async inbox(): Promise<string[]> {
    const read = (service: string) => this.of(service).collection<{ _id: string }>('inbox').find().toArray();
    const rows = await Promise.all(PUBLISHERS.map(read));
    return rows.flat().map(({ _id }) => _id);
  }

  orderEvents(): Promise<RecordedEvent[]> {
    type Row = { _id: string; orderId: string; version: number; event: OrderEvent };
    const rows = this.of('orders').collection<Row>('order_events').find().sort({ orderId: 1, version: 1 });
    return rows.map(({ _id: id, orderId, version, event }) => ({ id, orderId, version, event })).toArray();
  }

  placements(): Promise<Placement[]> {
    const rows = this.of('orders').collection<{ _id: string; orderId: string }>('placements').find();
    return rows.map(({ _id: id, orderId }) => ({ id, orderId })).toArray();
  }

  products(): Promise<StockedProduct[]> {
    type Row = { _id: string; stock: Omit<StockedProduct, 'id'> };
    const rows = this.of('products')
      .collection<Row>('products')
      .find({}, { projection: { stock: 1 } });
    return rows.map(({ _id: id, stock }) => ({ id, ...stock })).toArray();
  }

  holds(): Promise<Hold[]> {
    type Row = Omit<Hold, 'orderId'> & { _id: string };
    const rows = this.of('products').collection<Row>('reservations').find();
    return rows.map(({ _id: orderId, status, lines }) => ({ orderId, status, lines })).toArray();
  }

  pairs(): Promise<PairCount[]> {
    const rows = this.of('products').collection<{ _id: string; count: number }>('bought_together').find();
    return rows.map(({ _id: id, count }) => ({ id, count })).toArray();
  }

  notifications(): Promise<NotificationRow[]> {
    const rows = this.of('notifications').collection<{ _id: string; eventId: string }>('notifications').find();
    return rows.map(({ _id: id, eventId }) => ({ id, eventId })).toArray();
  }

  mailRows(): Promise<MailRow[]> {
    type Row = { _id: string; state: MailRow['state']; reason?: string };
    const rows = this.of('email').collection<Row>('mails').find();
    return rows.map(({ _id: id, state, reason }) => ({ id, state, reason })).toArray();
  }

  async timers(): Promise<string[]> {
    const rows = await this.of('expiration').collection<{ _id: string }>('timers').find().toArray();
    return rows.map(({ _id }) => _id);
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
