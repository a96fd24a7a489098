import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { passing } from '#kernel/crashPoints.ts';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { makeWhenCalm } from '#kernel/whenCalm.ts';
import { endsWithin } from '../endsWithin.ts';
import type { Message, Transport } from '../transport/transport.ts';
import type { DistantBell } from './distantBell.ts';
import type { Lease } from './lease.ts';
import { Marks } from './marks.ts';
import type { OutboxRow } from './outboxRows.ts';
import type { Aggregate, RelayBell } from './relayBell.ts';

const BATCH = 1_000;
const RETRY_MS = 500;
/** A stopping relay publishes what is left for this long; the rest waits for the next start. */
const DRAIN_MS = 2_000;

type Parts = {
  readonly rows: mongoose.mongo.Collection<OutboxRow>;
  readonly transport: Transport;
  readonly lease: Lease;
  readonly bell: RelayBell;
  readonly distantBell: DistantBell;
  readonly logger: Logger;
};

/** Where a pass over the outbox stands: everything up to this row has been read. */
type Position = Pick<OutboxRow, 'topic' | 'key' | 'sequence'>;

/** Without `end` nothing was behind it when it was read. */
type Batch = { readonly rows: readonly OutboxRow[]; readonly end?: Position | undefined };

export class Relay {
  readonly #parts: Parts;
  readonly #marks: Marks;
  readonly #whenCalm = makeWhenCalm();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #giveUpAt = Number.POSITIVE_INFINITY;
  #failure: string | undefined;
  #isAtWork = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#marks = new Marks({ mark: (ids) => this.#mark(ids), logger: parts.logger });
  }

  start(): void {
    this.#running = this.#run();
  }

  health(): 'up' | string {
    return this.#failure ?? this.#marks.health();
  }

  /** Publishes what is there, for about two seconds at most, and lets the next relay in. */
  async stop(): Promise<void> {
    this.#giveUpAt = performance.now() + DRAIN_MS;
    this.#stopping.abort();
    this.#parts.bell.look();
    const ended = await endsWithin(this.#running, DRAIN_MS + 1_000);
    if (!ended) return this.#parts.logger.warn('what is being published is published again after the next start');
    // Where the database is away, the lease ends by itself.
    await this.#parts.lease
      .release()
      .catch((error: unknown) => this.#parts.logger.warn({ err: error }, 'lease not released'));
  }

  /** Whether it is the one that publishes, of all relays of its service. */
  get isAtWork(): boolean {
    return this.#isAtWork;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { bell } = this.#parts;
    for (;;) {
      const last = signal.aborted;
      try {
        await this.#turn();
        this.#failure = undefined;
      } catch (error) {
        bell.look();
        this.#failure = `events are not published: ${messageOf(error)}`;
        this.#parts.logger.warn({ err: error }, 'events wait in the outbox');
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined); // stopping ends the wait
      }
      if (last) return this.#marks.flush();
      await bell.wait();
      // Many at once cost hardly more than one.
      await this.#whenCalm(signal).catch(() => undefined); // stopping ends the wait
    }
  }

  async #turn(): Promise<void> {
    const { bell, distantBell, lease } = this.#parts;
    const { isAnybodys, aggregates } = bell.take();
    const wasAway = !this.#isAtWork;
    // Whoever is at work was so a moment ago: trying to take over at each commit would cost more than ringing.
    this.#isAtWork = (isAnybodys || !wasAway) && (await lease.hold());
    if (!this.#isAtWork) {
      this.#marks.handOver();
      return aggregates.length > 0 ? distantBell.ring() : undefined;
    }
    this.#marks.goOn();
    await (isAnybodys || wasAway ? this.#drain() : this.#publishOf(aggregates));
  }

  /** What these have written, without looking through the others'. */
  async #publishOf(aggregates: readonly Aggregate[]): Promise<void> {
    const { rows, end } = await this.#read({
      topic: { $in: [...new Set(aggregates.map(({ topic }) => topic))] },
      key: { $in: [...new Set(aggregates.map(({ key }) => key))] },
    });
    await this.#publish(rows);
    if (end) this.#parts.bell.look();
  }

  /**
   * Passes over the outbox once. The next batch is read while one is published, and marks are written beside both. What is
   * committed meanwhile rings the bell.
   */
  async #drain(): Promise<void> {
    for (let batch: Batch | undefined = await this.#read({}); batch && performance.now() < this.#giveUpAt; ) {
      batch = await this.#publishAndRead(batch);
      if (this.#marks.isLost) return;
    }
  }

  /** @returns what comes behind the batch, undefined when that was nothing. */
  async #publishAndRead({ rows, end }: Batch): Promise<Batch | undefined> {
    const [published, next] = await Promise.allSettled([this.#publish(rows), end && this.#read({}, end)]);
    if (published.status === 'rejected') throw published.reason;
    if (next.status === 'rejected') throw next.reason;
    return next.value;
  }

  async #publish(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    passing('relay.beforePublish');
    await this.#parts.transport.publish(rows.map(messageOfRow));
    passing('relay.beforeMark');
    await this.#marks.add(rows.map(({ _id }) => _id));
  }

  /**
   * What the transport has acknowledged is published, whoever holds the lease: the mark is as true when the lease is lost meanwhile.
   * It waits for a majority of MongoDB's members, since the next read, which is one of what they have, would not see it otherwise.
   */
  async #mark(ids: readonly string[]): Promise<boolean> {
    const { rows, lease } = this.#parts;
    if (!(await lease.hold())) return false;
    const published = { $set: { publishedAt: new Date() }, $unset: { pending: true } } as const;
    await rows.updateMany({ _id: { $in: [...ids] } }, published);
    return true;
  }

  /**
   * What is to be published of some aggregates or behind `after`, by aggregate and sequence: never by time or id, since an
   * earlier one of those may be committed later. Following the index, a cursor can't see a sequence without the one before it: they are
   * neighbours, and the earlier was committed before the later was given out.
   */
  async #read(of: mongoose.mongo.Filter<OutboxRow>, after?: Position): Promise<Batch> {
    // Taken before: what is marked while this reads may still look as if it were not.
    const published = this.#marks.waiting();
    const order = { pending: 1, topic: 1, key: 1, sequence: 1 } as const;
    const wanted = { ...of, pending: true } as const;
    const cursor = this.#parts.rows.find(wanted, { batchSize: BATCH }).hint(order).sort(order).limit(BATCH);
    if (after) cursor.min({ pending: true, topic: after.topic, key: after.key, sequence: after.sequence + 1 });
    const rows = await cursor.toArray();
    const unpublished = rows.filter(({ _id }) => !published.has(_id));
    return { rows: unpublished, end: rows.length < BATCH ? undefined : rows.at(-1) };
  }
}

const messageOfRow = ({ topic, key, value, headers }: OutboxRow): Message => ({ topic, key, value, headers });
