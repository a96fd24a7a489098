import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../processes/ports.ts';
import { findMongod } from './findMongod.ts';
import { runMongod } from './runMongod.ts';

const silent = () => undefined;

async function mongodFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-mongod-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dir: string) {
  const running = await runMongod({
    binary: await findMongod(process.env, silent),
    dir,
    port: await freePort(),
    say: silent,
  });
  onTestFinished(running.stop);
  return running;
}

async function withNotes<Result>(
  uri: string,
  use: (notes: mongoose.mongo.Collection) => Promise<Result>,
): Promise<Result> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    return await use(client.db('test').collection('notes'));
  } finally {
    await client.close();
  }
}

const pidIn = async (dir: string): Promise<number> =>
  JSON.parse(await readFile(join(dir, 'owner.json'), 'utf8')).children.at(-1).pid;

describe('a mongod of our own', () => {
  it('runs transactions, and has its data again after a stop, also on another port', async () => {
    const dir = await mongodFolder();
    const first = await start(dir);
    await withNotes(first.uri, (notes) =>
      notes.db.client.withSession((session) =>
        session.withTransaction(() => notes.insertOne({ text: 'kept' }, { session })),
      ),
    );
    await first.stop();

    const second = await start(dir);

    expect(second.uri).not.toBe(first.uri);
    expect(await withNotes(second.uri, (notes) => notes.countDocuments({ text: 'kept' }))).toBe(1);
  });

  it('comes back with its data when it is killed', async () => {
    const dir = await mongodFolder();
    const { uri } = await start(dir);
    await withNotes(uri, (notes) =>
      notes.insertOne({ text: 'kept' }, { writeConcern: { w: 'majority', journal: true } }),
    );
    const killed = await pidIn(dir);

    process.kill(killed, 'SIGKILL');

    await vi.waitUntil(async () => (await pidIn(dir)) !== killed, { timeout: 20_000, interval: 50 });
    expect(await withNotes(uri, (notes) => notes.countDocuments({ text: 'kept' }))).toBe(1);
  });

  it('is refused while another process runs one on the same folder', async () => {
    const dir = await mongodFolder();
    await start(dir);

    await expect(start(dir)).rejects.toMatchObject({ reason: 'FOLDER_IN_USE' });
  });
});
