import type mongoose from 'mongoose';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';
import type { DeliveredMessage, Message } from '../transport.ts';
import { type LogRow, messageOfRow, offsetOfRow, partitionFor, rowId, rowsFrom, topicOf } from './logRows.ts';

const BATCH = 100;
const KEPT_MS = 7 * 24 * 3_600_000;

/** Dead letters wait for a person. */
const isKeptForEver = (partition: string) => topicOf(partition).endsWith('.dlq');

type Placed = Message & { readonly partition: string; readonly timestamp: Date };

/** Messages in MongoDB, in partitions. Offsets have no gaps, and none is visible before the ones below it. */
export class Log {
  readonly #rows: mongoose.mongo.Collection<LogRow>;
  /** The offset that this process thinks comes next; another process may have been faster. */
  readonly #next = new Map<string, number>();
  #appending: Promise<unknown> = Promise.resolve();

  constructor(rows: mongoose.mongo.Collection<LogRow>) {
    this.#rows = rows;
  }

  async ensureIndexes(): Promise<void> {
    await this.#rows.createIndex({ timestamp: 1 });
  }

  /** One append at a time: a second one with higher offsets could otherwise become visible first. */
  append(messages: readonly Message[]): Promise<LogRow[]> {
    const appended = this.#appending.then(() => this.#append(messages));
    this.#appending = appended.catch(() => this.#next.clear());
    return appended;
  }

  async #append(messages: readonly Message[]): Promise<LogRow[]> {
    const timestamp = new Date();
    const written: LogRow[] = [];
    let rest = messages.map((message) => ({ ...message, partition: partitionFor(message), timestamp }));
    while (rest.length > 0) {
      const inserted = await this.#insert(rest);
      written.push(...inserted);
      rest = rest.slice(inserted.length);
    }
    return written;
  }

  /** @returns those that went in, from the first on; the rest has to be tried with other offsets. */
  async #insert(messages: readonly Placed[]): Promise<LogRow[]> {
    const rows = await this.#place(messages);
    try {
      await this.#rows.insertMany(rows, { ordered: true });
    } catch (error) {
      if (!isDuplicateKey(error) || !(error instanceof Error && 'insertedCount' in error)) throw error;
      this.#next.clear();
      return rows.slice(0, Number(error.insertedCount));
    }
    for (const { partition, _id } of rows) this.#next.set(partition, offsetOfRow(_id) + 1);
    return rows;
  }

  async #place(messages: readonly Placed[]): Promise<LogRow[]> {
    const unknown = new Set(messages.map(({ partition }) => partition).filter((each) => !this.#next.has(each)));
    await Promise.all([...unknown].map(async (each) => this.#next.set(each, await this.end(each))));
    const next = new Map(this.#next);
    return messages.map(({ partition, key, value, headers, timestamp }) => {
      const offset = next.get(partition) ?? 0;
      next.set(partition, offset + 1);
      return { _id: rowId(partition, offset), partition, key, value, headers: { ...headers }, timestamp };
    });
  }

  /** The offset that the partition's next message gets. */
  async end(partition: string): Promise<number> {
    const row = await this.#rows.findOne(rowsFrom(partition, 0), { sort: { _id: -1 }, projection: { _id: 1 } });
    return row ? offsetOfRow(row._id) + 1 : 0;
  }

  /** Up to a hundred messages from an offset on. */
  async read(partition: string, offset: number): Promise<DeliveredMessage[]> {
    const rows = await this.#rows.find(rowsFrom(partition, offset)).sort({ _id: 1 }).limit(BATCH).toArray();
    return rows.map(messageOfRow);
  }

  /** For each partition that has messages from `since` on: the offset of the first of them. */
  async firstSince(partitions: readonly string[], since: Date): Promise<Map<string, number>> {
    const oldest = await Promise.all(partitions.map((each) => this.#oldest(each)));
    const there = oldest.filter((row) => row !== null);
    const whole = there.filter(({ timestamp }) => timestamp >= since);
    const parts = there.filter(({ timestamp }) => timestamp < since);
    const later = parts.length > 0 ? await this.#firstIn(parts, since) : [];
    return new Map([...whole, ...later].map(({ partition, _id }) => [partition, offsetOfRow(_id)]));
  }

  #oldest(partition: string): Promise<Pick<LogRow, '_id' | 'partition' | 'timestamp'> | null> {
    return this.#rows.findOne(rowsFrom(partition, 0), {
      sort: { _id: 1 },
      projection: { partition: 1, timestamp: 1 },
    });
  }

  /** By the index of times: for what is as old as the log it would go through all of it. */
  #firstIn(parts: readonly Pick<LogRow, 'partition'>[], since: Date): Promise<Pick<LogRow, '_id' | 'partition'>[]> {
    const among = { timestamp: { $gte: since }, partition: { $in: parts.map(({ partition }) => partition) } };
    return this.#rows
      .aggregate<Pick<LogRow, '_id' | 'partition'>>([
        { $match: among },
        { $group: { _id: '$partition', first: { $min: '$_id' } } },
        { $project: { _id: '$first', partition: '$_id' } },
      ])
      .toArray();
  }

  /** Changes with every append, so that a change of it says that there is something to read. Cheap. */
  size(): Promise<number> {
    return this.#rows.estimatedDocumentCount();
  }

  /** Removes messages older than a week; the last of each partition stays, since its offset is where counting goes on. */
  async forgetOld(): Promise<void> {
    const old = { timestamp: { $lt: new Date(Date.now() - KEPT_MS) } };
    const partitions: string[] = await this.#rows.distinct('partition', old);
    for (const partition of partitions) {
      if (isKeptForEver(partition)) continue;
      const last = (await this.end(partition)) - 1;
      await this.#rows.deleteMany({ ...old, _id: { $gte: rowId(partition, 0), $lt: rowId(partition, last) } });
    }
  }
}
