import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { endsWithin } from '../endsWithin.ts';
import type { Message, Transport } from '../transport/transport.ts';
import type { WakeUp } from '../wakeUp.ts';
import type { Lease } from './lease.ts';
import type { OutboxRow } from './outboxRows.ts';

const BATCH = 1_000;
const RETRY_MS = 500;
/** A stopping relay publishes what is left for this long; the rest waits for the next start. */
const DRAIN_MS = 2_000;

type Parts = {
  readonly mongo: Mongo;
  readonly rows: mongoose.mongo.Collection<OutboxRow>;
  readonly transport: Transport;
  readonly lease: Lease;
  readonly bell: WakeUp;
  readonly logger: Logger;
};

/** Where a pass over the outbox stands: everything up to this row has been read. */
type Position = Pick<OutboxRow, 'topic' | 'key' | 'sequence'>;

export class Relay {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #giveUpAt = Number.POSITIVE_INFINITY;
  #failure: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  health(): 'up' | string {
    return this.#failure ?? 'up';
  }

  /** Publishes what is there, for about two seconds at most, and lets the next relay in. */
  async stop(): Promise<void> {
    this.#giveUpAt = performance.now() + DRAIN_MS;
    this.#stopping.abort();
    this.#parts.bell.ring();
    const ended = await endsWithin(this.#running, DRAIN_MS + 1_000);
    if (!ended) return this.#parts.logger.warn('what is being published is published again after the next start');
    // Where the database is away, the lease ends by itself.
    await this.#parts.lease
      .release()
      .catch((error: unknown) => this.#parts.logger.warn({ err: error }, 'lease not released'));
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (;;) {
      const last = signal.aborted;
      try {
        if (await this.#parts.lease.hold()) await this.#drain();
        this.#failure = undefined;
      } catch (error) {
        this.#failure = `events are not published: ${messageOf(error)}`;
        this.#parts.logger.warn({ err: error }, 'events wait in the outbox');
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined); // stopping ends the wait
      }
      if (last) return;
      await this.#parts.bell.wait();
    }
  }

  /** Passes over the outbox until a pass finds nothing. The next batch is read while one is published. */
  async #drain(): Promise<void> {
    let batch = await this.#read(undefined);
    while (batch.length > 0 && performance.now() < this.#giveUpAt) {
      const last = batch.at(-1);
      const [published, following] = await Promise.allSettled([this.#publish(batch), this.#read(last)]);
      if (published.status === 'rejected') throw published.reason;
      if (following.status === 'rejected') throw following.reason;
      if (!published.value) return;
      batch = following.value.length > 0 ? following.value : await this.#read(undefined);
    }
  }

  /** @returns false when another relay has taken over. */
  async #publish(batch: readonly OutboxRow[]): Promise<boolean> {
    await this.#parts.transport.publish(batch.map(messageOfRow));
    return this.#mark(batch.map(({ _id }) => _id));
  }

  /** The fence: a relay whose lease has gone to another marks nothing, and stops. */
  async #mark(ids: readonly string[]): Promise<boolean> {
    const { mongo, rows, lease } = this.#parts;
    return mongo.transaction(async () => {
      const session = mongo.session();
      if (!session || !(await lease.prolong(session))) return false;
      const published = { $set: { publishedAt: new Date() }, $unset: { pending: true } } as const;
      await rows.updateMany({ _id: { $in: [...ids] } }, published, { session });
      return true;
    });
  }

  /**
   * What is to be published behind `after`, by aggregate and sequence: never by time or id, since an earlier one of those
   * may be committed later. Following the index, a cursor can't see a sequence without the one before it: they are
   * neighbours, and the earlier was committed before the later was given out.
   */
  async #read(after: Position | undefined): Promise<OutboxRow[]> {
    const order = { pending: 1, topic: 1, key: 1, sequence: 1 } as const;
    const cursor = this.#parts.rows.find({ pending: true }).hint(order).sort(order).limit(BATCH);
    if (after) cursor.min({ pending: true, topic: after.topic, key: after.key, sequence: after.sequence + 1 });
    return cursor.toArray();
  }
}

const messageOfRow = ({ topic, key, value, headers }: OutboxRow): Message => ({ topic, key, value, headers });
