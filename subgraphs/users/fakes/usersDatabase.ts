import { makeOutbox } from '#events/outbox/outbox.ts';
import { ensureOutbox, outboxCollections } from '#events/outbox/outboxRows.ts';
import { openGridFsFiles } from '#kernel/files/gridFsFiles.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openUserModels } from '../adapters/userModels.ts';

/** A users database of its own on the real mongod, removed when `atEnd` says: vitest's `afterAll` or `onTestFinished`. */
export async function usersDatabase(atEnd: (release: () => Promise<void>) => void) {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  const mongo = await openMongo({ uri, database: `${prefix}_users`, appName: 'users-test', logger, timeoutMs: 10_000 });
  atEnd(async () => {
    await mongo.connection.dropDatabase();
    await mongo.close();
  });
  const rows = outboxCollections(mongo);
  await ensureOutbox(rows);
  return {
    uri,
    prefix,
    logger,
    mongo,
    outbox: makeOutbox(mongo),
    files: await openGridFsFiles(mongo, 'avatars'),
    models: await openUserModels(mongo.connection),
    /** What the outbox holds of a user, oldest first. */
    published: (userId: string) => rows.rows.find({ key: userId }).sort({ sequence: 1 }).toArray(),
  };
}
