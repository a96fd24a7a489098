import { AsyncLocalStorage } from 'node:async_hooks';
import mongoose, { type Connection } from 'mongoose';
import type { Logger } from '../logging.ts';
import { connectPatiently } from './connect.ts';
import { endLeftTransactions, LeftTransactions, nameOfProcess } from './leftTransactions.ts';
import { traceCommands } from './traceCommands.ts';

// Queries take part in the transaction that surrounds them; only typed values reach the database.
mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', true);
mongoose.set('sanitizeFilter', true);

const ATTEMPT_MS = 2_000;

export type Mongo = {
  readonly connection: Connection;
  /**
   * Runs `work` in one transaction (majority write concern, journalled); every mongoose call inside joins it.
   * `work` runs again after a transient conflict, so it must have no other effects.
   */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The session of the surrounding `transaction`, for calls to the driver itself; undefined outside of one. */
  session(): mongoose.mongo.ClientSession | undefined;
  close(): Promise<void>;
};

type Options = {
  uri: string;
  database: string;
  /** What work this is; shown in mongod's logs. Transactions of killed processes of the same work are ended. */
  appName: string;
  logger: Logger;
  /** How long to keep trying before giving up, in milliseconds. */
  timeoutMs: number;
  /** Upper bound of sockets to mongod. */
  maxPoolSize?: number;
  /** Commands become spans of what sends them. */
  isTraced?: boolean;
};

/**
 * Connects, waiting for a server that is not up yet.
 *
 * @throws AppError UNAVAILABLE (MONGODB_UNREACHABLE), BAD_USER_INPUT (MONGODB_REFUSED: URI, login or no replica set).
 */
export async function openMongo({
  uri,
  database,
  appName: work,
  logger,
  timeoutMs,
  maxPoolSize = 20,
  isTraced = false,
}: Options): Promise<Mongo> {
  const appName = nameOfProcess(work);
  const options = {
    dbName: database,
    appName,
    maxPoolSize,
    monitorCommands: isTraced,
    serverSelectionTimeoutMS: ATTEMPT_MS,
    writeConcern: { w: 'majority', journal: true } as const,
    readConcern: { level: 'majority' } as const,
    // Both are made by ensureCollections, which is waited for.
    autoCreate: false,
    autoIndex: false,
    // The driver waits for a server by itself and then says what is wrong; mongoose's own queue says nothing after 10 s.
    bufferCommands: false,
  };
  const connection = await connectPatiently(() => mongoose.createConnection(uri, options).asPromise(), {
    uri,
    logger,
    deadline: Date.now() + timeoutMs,
  });
  if (isTraced) traceCommands(connection.getClient());
  const left = new LeftTransactions(() => endLeftTransactions(connection.getClient(), appName), logger);
  await left.look();
  const sessions = new AsyncLocalStorage<mongoose.mongo.ClientSession>();
  const runWith = <Result>(work: () => Promise<Result>) => {
    let isRepeat = false;
    return (session: mongoose.mongo.ClientSession) => {
      if (isRepeat) left.conflict();
      isRepeat = true;
      return sessions.run(session, work);
    };
  };
  return {
    connection,
    transaction: (work) => connection.transaction(runWith(work)) as ReturnType<typeof work>,
    session: () => sessions.getStore(),
    close: () => connection.close(),
  };
}

/** A unique index refused the write. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;
