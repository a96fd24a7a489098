import type { Connection, mongo } from 'mongoose';
import { AppError, messageOf } from '../errors.ts';
import type { Logger } from '../logging.ts';

type Patience = {
  uri: string;
  logger: Logger;
  /** When to give up, in milliseconds since 1970. */
  deadline: number;
};

/**
 * Connects, waiting for a server that is not up yet, and makes sure that it is one that the shop can run on.
 *
 * @throws AppError UNAVAILABLE (MONGODB_UNREACHABLE), BAD_USER_INPUT (MONGODB_REFUSED: URI, login or no replica set).
 */
export async function connectPatiently(connect: () => Promise<Connection>, { uri, logger, deadline }: Patience) {
  const where = withoutCredentials(uri);
  for (;;) {
    try {
      const connection = await connect();
      await requireUsable(connection, where).catch(async (error: unknown) => {
        await connection.close();
        throw error;
      });
      return connection;
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (!isAway(error)) throw refused(where, messageOf(error), error);
      if (Date.now() >= deadline) throw unreachable(where, error);
      logger.warn({ where, reason: messageOf(error) }, 'waiting for MongoDB');
    }
  }
}

async function requireUsable({ db }: Connection, where: string): Promise<void> {
  if (!db) throw new AppError('INTERNAL', 'NOT_CONNECTED', 'this connection has no database');
  const unfit = whyUnfit(await db.command({ hello: 1 }));
  if (unfit) throw refused(where, unfit);
  // `hello` is answered without a login; this is not.
  await db.command({ listCollections: 1, nameOnly: true, authorizedCollections: true });
}

/** A single server takes connections, and then fails at the first transaction and every change stream. */
export const whyUnfit = ({ setName, msg }: mongo.BSON.Document): string | undefined =>
  setName || msg === 'isdbgrid' ? undefined : 'it is no replica set (start it with --replSet, then rs.initiate())';

const refused = (where: string, why: string, cause?: unknown) => {
  const message = `MongoDB at ${where} can't be used: ${why.replace(/\.$/, '')}; check MONGODB_URI`;
  return new AppError('BAD_USER_INPUT', 'MONGODB_REFUSED', message, { cause });
};

const unreachable = (where: string, cause: unknown) => {
  const message = `no MongoDB answers at ${where} (${whyAway(cause)}): start it, or change MONGODB_URI`;
  return new AppError('UNAVAILABLE', 'MONGODB_UNREACHABLE', message, { cause });
};

/** The driver drops servers that are not of the set it was told, and then only says that its time is over. */
const whyAway = (error: unknown): string =>
  /timed out/.test(messageOf(error)) ? 'no primary, or a replica set of another name' : messageOf(error);

/** Server selection that timed out may end well later; a bad URI or a refused login will not. */
const isAway = (error: unknown) => error instanceof Error && /ServerSelection|MongoNetwork/.test(error.name);

/** The URI as it may be logged. A password that should have been escaped may hold any character. */
export const withoutCredentials = (uri: string): string =>
  uri.replace(/\/\/.*@/, '//…@').replace(/(password=)[^&]*/gi, '$1…');
