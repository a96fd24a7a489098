import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { expect, it, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { removeEverything } from './removeEverything.ts';

const { uri: mongodbUri, prefix: databasePrefix } = testMongo();

it('removes what one shop has stored, and nothing of another whose prefix begins the same', async () => {
  const client = new mongoose.mongo.MongoClient(mongodbUri);
  onTestFinished(() => client.close());
  const names = ['orders', 'events', 'two_orders', 'two_events'].map((rest) => `${databasePrefix}_${rest}`);
  for (const name of names) await client.db(name).collection('things').insertOne({});
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-remove-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const folder of ['mails', 'keys']) mkdirSync(join(dir, folder));

  await removeEverything({ mongodbUri, databasePrefix, dir });

  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  const left = databases.map(({ name }) => name).filter((name) => name.startsWith(databasePrefix));
  expect(left.toSorted()).toEqual([`${databasePrefix}_two_events`, `${databasePrefix}_two_orders`]);
  expect(readdirSync(dir)).toEqual(['keys']);
});
