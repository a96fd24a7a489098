import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logging.ts';

/** How often a process that meets conflicts looks, at the most. */
const PAUSE_MS = 1_000;

const SEPARATOR = '#';

/** Each process has a name of its own; what is before the `#` it shares with those that do the same work. */
export const nameOfProcess = (appName: string): string => `${appName}${SEPARATOR}${randomBytes(4).toString('hex')}`;

type Operation = {
  readonly appName: string;
  readonly isIdleSession: boolean;
  readonly lsid?: { readonly id: mongo.BSON.Binary };
};

/**
 * Ends what killed processes of the same work have left open. A transaction keeps its documents locked until the server's
 * `transactionLifetimeLimitSeconds` is over, also when nobody is left to commit it. A process that has no connection is dead, or
 * would begin its transaction again: its connections include the driver's own, which look after the server all the time.
 *
 * It needs no rights: everybody may see and end sessions of their own login.
 *
 * @param appName as `nameOfProcess` made it.
 * @returns how many transactions were ended.
 */
async function endLeftTransactions(client: mongo.MongoClient, appName: string): Promise<number> {
  const [work = ''] = appName.split(SEPARATOR);
  const admin = client.db('admin');
  const operations = await admin
    .aggregate<Operation>(
      [
        { $currentOp: { idleConnections: true, idleSessions: true } },
        { $match: { appName: { $gte: `${work}${SEPARATOR}`, $lt: `${work}${SEPARATOR}~` } } },
        { $project: { appName: 1, lsid: 1, isIdleSession: { $eq: ['$type', 'idleSession'] } } },
      ],
      { readConcern: { level: 'local' } }, // it can't be asked for the majority's
    )
    .toArray();
  const alive = new Set(operations.filter(({ isIdleSession }) => !isIdleSession).map((each) => each.appName));
  const left = operations.filter((each) => each.isIdleSession && !alive.has(each.appName));
  const sessions = left.flatMap(({ lsid }) => (lsid ? [{ id: lsid.id }] : []));
  if (sessions.length > 0) await admin.command({ killSessions: sessions });
  return sessions.length;
}

/** Looks for them now, and again whenever it is told of a conflict. */
export class LeftTransactions {
  readonly #client: mongo.MongoClient;
  readonly #appName: string;
  readonly #logger: Logger;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(client: mongo.MongoClient, appName: string, logger: Logger) {
    this.#client = client;
    this.#appName = appName;
    this.#logger = logger;
  }

  /** Whoever met a conflict does not wait for it: the server ends them too, only later. */
  conflict(): void {
    if (performance.now() - this.#lookedAt >= PAUSE_MS) void this.look();
  }

  async look(): Promise<void> {
    this.#lookedAt = performance.now();
    try {
      const ended = await endLeftTransactions(this.#client, this.#appName);
      if (ended > 0) this.#logger.warn({ transactions: ended }, 'ended what a killed process had left open');
    } catch (error) {
      // A server that refuses it will do so again.
      if (error instanceof Error && error.name === 'MongoServerError') this.#lookedAt = Number.POSITIVE_INFINITY;
      this.#logger.warn({ reason: messageOf(error) }, 'transactions of killed processes are left to the server');
    }
  }
}
