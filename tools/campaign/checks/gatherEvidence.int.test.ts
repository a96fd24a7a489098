import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openTransport } from '#events/transport/open.ts';
import { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { keepLog } from '../workload/keptLog.ts';
import { gatherEvidence } from './gatherEvidence.ts';
import { watchStock } from './watchStock.ts';

const nobody = { mails: { accepted: [] }, provider: { payments: [] } };

async function databases() {
  const { uri, prefix } = testMongo();
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  onTestFinished(() => client.close());
  const rows = (service: string, collection: string) =>
    client.db(`${prefix}_${service}`).collection<{ _id: string }>(collection);
  return { scene: { mongodbUri: uri, databasePrefix: prefix, kafkaBrokers: undefined, ...nobody }, rows };
}

const stock = { available: 3, held: 1, sold: 1, stocked: 5 };

describe('evidence', () => {
  it('is what lies in the databases of all services', async () => {
    const { scene, rows } = await databases();
    const unnoted = { from: 0, to: 1_000, most: 8 };
    const [event, orderId] = [{ type: 'OrderShipped', at: new Date() }, randomUUID()];
    const row = { topic: 'orders.v1', key: orderId, sequence: 1, value: '{}' };
    await rows('orders', 'outbox').insertMany([{ _id: 'e1', ...row, pending: true } as { _id: string }]);
    await rows('orders', 'order_events').insertMany([
      { _id: 'e2', orderId, version: 2, event } as { _id: string },
      { _id: 'e1', orderId, version: 1, event: placed } as { _id: string },
    ]);
    await rows('products', 'products').insertMany([{ _id: 'p1', stock } as { _id: string }]);
    await rows('products', 'reservations').insertMany([{ _id: orderId, status: 'HELD', lines: [] } as { _id: string }]);
    await rows('email', 'inbox').insertMany([{ _id: 'email:e1' }]);

    const evidence = await gatherEvidence(
      scene,
      keepLog(() => 0),
      { secondCopies: [unnoted] },
    );

    expect(evidence).toMatchObject({
      outbox: [{ service: 'orders', id: 'e1', ...row, isPending: true }],
      orderEvents: [
        { id: 'e1', version: 1 },
        { id: 'e2', version: 2 },
      ],
      products: [{ id: 'p1', ...stock }],
      holds: [{ orderId, status: 'HELD', lines: [] }],
      inbox: ['email:e1'],
      // There are events, and no view of them.
      views: { orders: 1, different: 1, examples: [orderId] },
      injuries: { secondCopies: [unnoted], poison: [] },
    });
  });

  it.each(['embedded', 'kafka'])('holds every message of every topic: %s', async (name) => {
    const { scene } = await databases();
    const brokers = name === 'kafka' ? testKafka().brokers : undefined;
    const topicPrefix = `${scene.databasePrefix}.`;
    const scope = testScope();
    onTestFinished(() => scope.stop());
    const config = {
      KAFKA_BROKERS: brokers,
      TOPIC_PREFIX: topicPrefix,
      MONGODB_URI: scene.mongodbUri,
      DATABASE_PREFIX: scene.databasePrefix,
      STARTUP_TIMEOUT_MS: 20_000,
    };
    const transport = await openTransport(config, { name: 'campaign', alone: true }, scope);
    const say = (topic: string, value: string) => ({ topic, key: 'k', value, headers: { from: 'me' } });
    const event = JSON.stringify({ id: 'e1', type: 'OrderPaid', sequence: 1, data: { total: 1 } });
    await transport.publish([say('orders.v1', event), say('orders.v1', 'poison'), say('orders.v1.dlq', 'poison')]);

    const { messages } = await gatherEvidence(
      { ...scene, kafkaBrokers: brokers?.split(','), topicPrefix },
      keepLog(() => 0),
    );

    expect(messages.toSorted((one, other) => one.topic.length - other.topic.length)).toMatchObject([
      {
        topic: 'orders.v1',
        key: 'k',
        value: event,
        offset: 0,
        headers: { from: 'me' },
        event: { id: 'e1', data: { total: 1 } },
      },
      { topic: 'orders.v1', key: 'k', value: 'poison', offset: 1, event: undefined },
      { topic: 'orders.v1.dlq', key: 'k', value: 'poison', offset: 0, event: undefined },
    ]);
  });
});

it('the stock is looked at while it is being bought', async () => {
  const { scene, rows } = await databases();
  await rows('products', 'products').insertMany([{ _id: 'p1', stock } as { _id: string }]);
  const watch = await watchStock(scene);
  onTestFinished(() => watch.stop());
  await vi.waitFor(() => expect(watch.seen.looks).toBeGreaterThan(0));
  expect(watch.seen.broken).toEqual([]);

  await rows('products', 'products').updateOne({ _id: 'p1' }, { $inc: { 'stock.available': -4, 'stock.sold': 4 } });

  await vi.waitFor(() => expect(watch.seen.broken).toContain('product p1: -1 available, 1 held and 5 sold of 5'));
});

const placed = {
  type: 'OrderPlaced',
  at: new Date(),
  customerId: 'c',
  lines: [],
  paymentMethod: 'CARD',
  expiresAt: new Date(),
} as const;
