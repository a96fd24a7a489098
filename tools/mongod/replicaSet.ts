import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { AppError, messageOf } from '#kernel/errors.ts';

const NAME = 'bazaar';
const ATTEMPT_MS = 1_000;
const POLL_MS = 50;
const NOT_YET_INITIALIZED = 94;

type Client = mongoose.mongo.MongoClient;
type Config = { version: number; members: { _id: number; host: string }[] };

export const replicaSetUri = (port: number): string => `mongodb://127.0.0.1:${port}/?replicaSet=${NAME}`;
export const replicaSetArgs = ['--replSet', NAME] as const;

/**
 * Waits for the mongod on `port` and makes it the primary of a replica set of its own, under the port it has now.
 *
 * @throws AppError UNAVAILABLE (MONGOD_NOT_READY), and the reason of `signal` when that fires first.
 */
export async function becomePrimary(port: number, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
  const deadline = Date.now() + timeoutMs;
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: ATTEMPT_MS,
  });
  try {
    await until(() => client.connect(), deadline, signal);
    await until(() => configure(client, `127.0.0.1:${port}`), deadline, signal);
    await until(() => requirePrimary(client), deadline, signal);
  } finally {
    await client.close();
  }
}

async function configure(client: Client, host: string): Promise<void> {
  const admin = client.db('admin');
  const config = await readConfig(client);
  if (!config) {
    await admin.command({ replSetInitiate: { _id: NAME, members: [{ _id: 0, host }] } });
  } else if (config.members[0]?.host !== host) {
    // PORT_BASE has changed since: a member that doesn't find itself in the set would wait for ever.
    const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
    await admin.command({ replSetReconfig: moved, force: true });
  }
}

async function readConfig(client: Client): Promise<Config | undefined> {
  try {
    // Not replSetGetConfig: a removed member doesn't answer it.
    const config = await client.db('local').collection('system.replset').findOne();
    return (config as Config | null) ?? undefined;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}

async function requirePrimary(client: Client): Promise<void> {
  const { isWritablePrimary } = await client.db('admin').command({ hello: 1 });
  if (!isWritablePrimary) throw new AppError('UNAVAILABLE', 'MONGOD_NOT_READY', 'mongod has not become primary yet');
}

async function until(attempt: () => Promise<unknown>, deadline: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() < deadline) await pause(POLL_MS);
      else
        throw new AppError('UNAVAILABLE', 'MONGOD_NOT_READY', `mongod is not ready: ${messageOf(error)}`, {
          cause: error,
        });
    }
  }
}
