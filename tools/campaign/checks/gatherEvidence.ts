import type { OperationLog } from '../workload/operationLog.ts';
import type { World } from '../world/world.ts';
import type { Evidence } from './evidence.ts';
import { Books, readDatabases } from './readDatabases.ts';
import { readEmbeddedTopics } from './readTopics.ts';

type Sources = Pick<World, 'mongodbUri' | 'databasePrefix' | 'kafkaBrokers'> & {
  readonly log: OperationLog;
  readonly mails: Pick<World['mails'], 'accepted'>;
  readonly provider: Pick<World['provider'], 'payments'>;
};

/** Reads all that a quiet shop has left behind. @throws Error when something can't be read. */
export async function gatherEvidence({ mongodbUri, databasePrefix, log, mails, provider }: Sources): Promise<Evidence> {
  const books = await Books.open(mongodbUri, databasePrefix);
  try {
    const databases = await readDatabases(books);
    const messages = await readEmbeddedTopics(books);
    return { log, ...databases, messages, mails: [...mails.accepted], provider: [...provider.payments] };
  } finally {
    await books.close();
  }
}
