import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { isOutage } from './isOutage.ts';

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
 * It needs no rights: everybody may see and end sessions of their own login. On a sharded cluster it ends none, since shards
 * are connected to routers only, and everybody would look dead.
 *
 * @param appName as `nameOfProcess` made it.
 * @returns how many transactions were ended.
 */
export async function endLeftTransactions(client: mongo.MongoClient, appName: string): Promise<number> {
  const [work = ''] = appName.split(SEPARATOR);
  const admin = client.db('admin');
  const operations = await admin
    .aggregate<Operation>(
      [
        { $currentOp: { idleConnections: true, idleSessions: true } },
        // What a router tells of shards names the shard.
        {
          $match: { appName: { $gte: `${work}${SEPARATOR}`, $lt: `${work}${SEPARATOR}~` }, shard: { $exists: false } },
        },
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
  readonly #end: () => Promise<number>;
  readonly #logger: Logger;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param end ends them, and tells how many there were. */
  constructor(end: () => Promise<number>, logger: Logger) {
    this.#end = end;
    this.#logger = logger;
  }

  /** Whoever met a conflict does not wait for it: the server ends them too, only later. */
  conflict(): void {
    if (performance.now() - this.#lookedAt >= PAUSE_MS) void this.look();
  }

  async look(): Promise<void> {
    this.#lookedAt = performance.now();
    try {
      const ended = await this.#end();
      if (ended > 0) this.#logger.warn({ transactions: ended }, 'ended what a killed process had left open');
    } catch (error) {
      // A server that refuses it will do so again; one that is stopping, or no longer the primary, does not refuse it.
      if (error instanceof Error && error.name === 'MongoServerError' && !isOutage(error))
        this.#lookedAt = Number.POSITIVE_INFINITY;
      this.#logger.warn({ reason: messageOf(error) }, 'transactions of killed processes are left to the server');
    }
  }
}
