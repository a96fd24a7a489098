import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { retryConflicts } from '#kernel/resilience/retryConflicts.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { makeMongoBulkCatalogue } from './adapters/mongoBulkCatalogue.ts';
import { type ProductModels, productModels } from './adapters/productModels.ts';
import { readNdjson } from './exchange/ndjson.ts';
import type { ImportReport } from './exchangePorts.ts';
import { readRow } from './inputs.ts';
import { makeImportCatalogue } from './usecases/importCatalogue.ts';

const NOON = new Date('2030-01-01T12:00:00Z');
const MUG = { sku: 'MUG-1', name: 'Mug', description: 'Blue', category: 'Kitchen', price: 1_200, stock: 5 };
const POT = { sku: 'POT-1', name: 'Pot', description: '', category: 'Kitchen', price: 3_400, stock: 2 };

let mongo: Mongo;
let models: ProductModels;

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  mongo = await openMongo({ uri, database: `${prefix}_products`, appName: 'test', logger, timeoutMs: 5_000 });
  models = productModels(mongo);
  await ensureCollections(models);
});
beforeEach(async () => {
  await models.products.deleteMany({});
  await mongo.connection.collection('outbox').deleteMany({});
});
afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

async function bringIn(lines: readonly unknown[], { dryRun = false } = {}): Promise<ImportReport[]> {
  const catalogue = makeMongoBulkCatalogue({ mongo, models, outbox: makeOutbox(mongo) });
  const retried = <Result>(work: () => Promise<Result>) => retryConflicts(work)();
  const importCatalogue = makeImportCatalogue({
    catalogue,
    readRow: (value) => readRow(value, 'EUR'),
    retried,
    now: () => NOON,
    newId: randomUUID,
  });
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return Array.fromAsync(importCatalogue(readNdjson(Readable.from([Buffer.from(text)])), { dryRun }));
}

const summaryOf = (reports: readonly ImportReport[]) => reports.at(-1);
const eventTypes = async () =>
  (await mongo.connection.collection('outbox').find().toArray()).map(({ value }) => JSON.parse(String(value)).type);

describe('an import', () => {
  it('creates what is new, and tells of it', async () => {
    const reports = await bringIn([MUG, POT]);

    const counts = { lines: 2, created: 2, updated: 0, unchanged: 0, failed: 0 };
    expect(reports).toEqual([
      { type: 'progress', ...counts },
      { type: 'summary', dryRun: false, errorsShown: 0, ...counts },
    ]);
    expect(await models.products.findOne({ sku: 'MUG-1' }).lean()).toMatchObject({
      name: 'Mug',
      price: { amount: 1_200, currency: 'EUR' },
      stock: { available: 5, stocked: 5, held: 0, sold: 0 },
      sellerId: null,
      status: 'ACTIVE',
      version: 1,
    });
    expect(await eventTypes()).toEqual(['ProductCreated', 'ProductCreated']);
  });

  it('changes words and price of what is known, and leaves its stock alone', async () => {
    await bringIn([MUG, POT]);
    await mongo.connection.collection('outbox').deleteMany({});

    const reports = await bringIn([{ ...MUG, price: 1_300, stock: 99 }, POT]);

    expect(summaryOf(reports)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(await models.products.findOne({ sku: 'MUG-1' }).lean()).toMatchObject({
      price: { amount: 1_300 },
      stock: { available: 5, stocked: 5 },
      version: 2,
    });
    expect(await eventTypes()).toEqual(['ProductUpdated']);
  });

  it('leaves the description of a known product alone where the file has none', async () => {
    const { description: _none, ...priced } = { ...MUG, price: 1_300 };
    await bringIn([MUG]);

    await bringIn([priced, { ...priced, sku: 'MUG-2' }]);

    const [known, added] = await models.products.find().sort({ sku: 1 }).lean();
    expect(known).toMatchObject({ description: 'Blue', price: { amount: 1_300 } });
    expect(added).toMatchObject({ description: '' });
    await bringIn([{ ...priced, description: '' }]);
    expect(await models.products.findOne({ sku: 'MUG-1' }).lean()).toMatchObject({ description: '' });
  });

  it('that is repeated changes nothing', async () => {
    await bringIn([MUG, POT]);

    expect(summaryOf(await bringIn([MUG, POT]))).toMatchObject({ created: 0, updated: 0, unchanged: 2, failed: 0 });
  });

  it('names every bad line with all that is wrong in it, and takes the good ones', async () => {
    const reports = await bringIn([MUG, 'nonsense', { ...POT, sku: 'x', price: -1 }, { ...POT, name: undefined }, POT]);

    expect(reports.filter(({ type }) => type === 'error')).toEqual([
      { type: 'error', line: 2, sku: null, reasons: [{ param: '', message: 'must be JSON' }] },
      {
        type: 'error',
        line: 3,
        sku: 'x',
        reasons: [
          { param: 'sku', message: 'must be 3 to 40 upper-case letters, digits and dashes' },
          { param: 'price', message: 'must be at least 0' },
        ],
      },
      { type: 'error', line: 4, sku: 'POT-1', reasons: [{ param: 'name', message: 'must be given' }] },
    ]);
    expect(summaryOf(reports)).toMatchObject({ lines: 5, created: 2, failed: 3, errorsShown: 3 });
  });

  it('only looks when it is a dry run', async () => {
    const reports = await bringIn([MUG, { ...POT, price: 'cheap' }], { dryRun: true });

    expect(summaryOf(reports)).toMatchObject({ dryRun: true, created: 1, failed: 1 });
    expect(await models.products.countDocuments()).toBe(0);
    expect(await eventTypes()).toEqual([]);
  });

  it('lets the later of two lines with one SKU stay', async () => {
    const reports = await bringIn([MUG, POT, { ...MUG, name: 'Cup' }]);

    expect(summaryOf(reports)).toMatchObject({ lines: 3, created: 2, updated: 1 });
    expect(await models.products.findOne({ sku: 'MUG-1' }).lean()).toMatchObject({ name: 'Cup' });
  });

  it('takes a file of thousands in batches, and tells how far it is', async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => ({ ...MUG, sku: `MANY-${at}` }));

    const reports = await bringIn(many);

    expect(reports.map((report) => 'lines' in report && report.lines)).toEqual([500, 1_000, 1_200, 1_200]);
    expect(await models.products.countDocuments()).toBe(1_200);
  });

  it('shows a thousand errors at most', async () => {
    const reports = await bringIn(Array.from({ length: 1_200 }, () => 'nonsense'));

    expect(reports.filter(({ type }) => type === 'error')).toHaveLength(1_000);
    expect(summaryOf(reports)).toMatchObject({ failed: 1_200, errorsShown: 1_000 });
  });
});
