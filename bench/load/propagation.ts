import type mongoose from 'mongoose';

type OutboxRow = { readonly _id: string; readonly createdAt: Date; readonly publishedAt?: Date };
type InboxRow = { readonly _id: string; readonly handledAt: Date };

/** Consumers with an inbox, which notes when each event was begun with; their databases have their names. */
const CONSUMERS = ['email', 'notifications', 'products'] as const;
const LOOKED_AT = 20_000;

/**
 * How long events of orders that were published since then took from their write, just before the commit, until a
 * consumer began with them, in ms. Read from the rows that outbox and inboxes keep anyway.
 *
 * @param prefix of the shop's databases.
 */
export async function propagationSince(client: mongoose.mongo.MongoClient, prefix: string, since: Date) {
  const rows = await client
    .db(`${prefix}_orders`)
    .collection<OutboxRow>('outbox')
    .find({ publishedAt: { $gte: since } }, { projection: { createdAt: 1 } })
    .limit(LOOKED_AT)
    .toArray();
  const writtenAt = new Map(rows.map(({ _id, createdAt }) => [_id, createdAt.getTime()]));
  const took: number[] = [];
  for (const consumer of CONSUMERS) {
    const ids = rows.map(({ _id }) => `${consumer}:${_id}`);
    const inbox = client.db(`${prefix}_${consumer}`).collection<InboxRow>('inbox');
    for await (const { _id, handledAt } of inbox.find({ _id: { $in: ids } }))
      took.push(handledAt.getTime() - (writtenAt.get(_id.slice(consumer.length + 1)) ?? Number.NaN));
  }
  return took;
}
