import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeLogger } from '#kernel/logging.ts';
import { testMongo } from '#testing/mongo.ts';
import { type Mongo, openMongo } from './mongo.ts';

const { uri, prefix: database } = testMongo();

type Shelf = { readonly _id: string; readonly taken: boolean };
const shelves = ['lamp', 'chair', 'table', 'cloth'];

function openHere(appName: string): Promise<Mongo> {
  const opening = open(appName);
  onTestFinished(async () => (await opening).close());
  return opening;
}

async function open(appName: string): Promise<Mongo> {
  const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });
  const mongo = await openMongo({ uri, database, appName, logger, timeoutMs: 5_000 });
  return mongo;
}

// So long would the server itself wait; in the shop's own it is 3 seconds.
beforeAll(async () => {
  await setLifetime(60);
  const mongo = await open('stocking');
  await mongo.connection.collection<Shelf>('shelf').insertMany(shelves.map((_id) => ({ _id, taken: false })));
  await mongo.close();
});
afterAll(() => setLifetime(3));

async function setLifetime(transactionLifetimeLimitSeconds: number): Promise<void> {
  const mongo = await open('lifetime');
  await mongo.connection.getClient().db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds });
  await mongo.close();
}

/** A process that has written to a document in a transaction, which stays open. */
async function lockedBy(appName: string, id: string): Promise<ChildProcess> {
  const body = `
    import { openMongo } from './kernel/mongo/mongo.ts';
    const logger = { info() {}, warn() {} };
    const [uri, database, appName, id] = process.argv.slice(1);
    const mongo = await openMongo({ uri, database, appName, logger, timeoutMs: 5_000 });
    await mongo.transaction(async () => {
      const shelf = mongo.connection.collection('shelf');
      await shelf.updateOne({ _id: id }, { $set: { taken: true } }, { session: mongo.session() });
      process.stdout.write('locked');
      await new Promise(() => setInterval(() => {}, 1_000));
    });`;
  const args = ['--input-type=module', '--eval', body, uri, database, appName, id];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const take = ({ connection }: Mongo, id: string) =>
  connection
    .collection<Shelf>('shelf')
    .findOneAndUpdate({ _id: id }, { $set: { taken: true } }, { maxTimeMS: 1_000, returnDocument: 'after' });

describe('a transaction that a killed process has left open', () => {
  it('is ended by the next process that begins the same work', async () => {
    await kill(await lockedBy('shop-lamps', 'lamp'));

    await expect(take(await openHere('shop-lamps'), 'lamp')).resolves.toMatchObject({ taken: true });
  });

  it('is ended by one that meets it', async () => {
    const other = await openHere('shop-chairs');
    await kill(await lockedBy('shop-chairs', 'chair'));

    const taken = other.transaction(async () => {
      const session = other.session();
      const shelf = other.connection.collection<Shelf>('shelf');
      await shelf.updateOne({ _id: 'chair' }, { $set: { taken: true } }, session ? { session } : {});
      return true;
    });

    expect(await taken).toBe(true);
  });

  it('is left alone while its process lives, or does other work', async () => {
    await lockedBy('shop-tables', 'table');
    await kill(await lockedBy('shop-tablecloths', 'cloth'));
    const shop = await openHere('shop-tables');

    await expect(take(shop, 'table')).rejects.toThrow(/time limit/);
    await expect(take(shop, 'cloth')).rejects.toThrow(/time limit/);
  });
});
