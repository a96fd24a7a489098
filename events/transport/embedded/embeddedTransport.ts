import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Transport } from '../transport.ts';
import { broadcastFrom } from './broadcastReader.ts';
import { Claims } from './claims.ts';
import { GroupMember } from './groupMember.ts';
import { Log } from './log.ts';
import { LogBell } from './logBell.ts';
import type { LogRow } from './logRows.ts';
import { LogTail } from './logTail.ts';

const FORGET_EVERY_MS = 3_600_000;

type Options = { readonly database: mongoose.mongo.Db; readonly logger: Logger };

/** A durable log in a MongoDB database that any number of processes share. `close` ends its work, not the connection. */
export async function openEmbeddedTransport({ database, logger }: Options): Promise<Transport> {
  const rows = database.collection<LogRow>('log');
  const log = new Log(rows);
  await log.ensureIndexes();
  const tail = new LogTail((partition, offset) => log.read(partition, offset));
  const bell = new LogBell({ rows, log, tail, logger });
  const claimsOf = (group: string, topics: readonly string[]) =>
    new Claims({ database, group, topics, member: randomUUID() });
  const janitor = setInterval(() => void forget(log, claimsOf('', []), logger), FORGET_EVERY_MS);

  return {
    publish: async (messages) => {
      if (messages.length === 0) return;
      const written = await log.append(messages).catch((error: unknown) => {
        throw new AppError('UNAVAILABLE', 'TRANSPORT_UNAVAILABLE', 'the event log takes no messages', { cause: error });
      });
      bell.announce(written);
    },
    subscribe: async ({ group, topics, handle, atOnce = 1 }) => {
      const member = new GroupMember({ tail, bell, claims: claimsOf(group, topics), topics, handle, atOnce, logger });
      await member.join();
      return member;
    },
    broadcast: (options) => broadcastFrom({ log, tail, bell, logger }, options),
    health: () => bell.health(),
    close: async () => {
      clearInterval(janitor);
      await bell.close();
    },
  };
}

async function forget(log: Log, claims: Claims, logger: Logger): Promise<void> {
  try {
    await log.forgetOld();
    await claims.forgetDead();
  } catch (error) {
    logger.warn({ err: error }, 'old messages stay a while longer');
  }
}
