import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';

type Options = { mongodbUri: string; databasePrefix: string; dir: string };

/** Drops every database of the shop, and the mails that were sent. Keys and the demo password stay. */
export async function removeEverything({ mongodbUri, databasePrefix, dir }: Options): Promise<void> {
  const client = new mongoose.mongo.MongoClient(mongodbUri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (isOf(databasePrefix, name)) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
  await rm(join(dir, 'mails'), { recursive: true, force: true });
}

/** `<prefix>_<service>`. What has more behind it may be another shop's, whose prefix begins the same. */
const isOf = (prefix: string, name: string): boolean =>
  name.startsWith(`${prefix}_`) && !name.slice(prefix.length + 1).includes('_');
