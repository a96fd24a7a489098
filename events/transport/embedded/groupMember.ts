import { performance } from 'node:perf_hooks';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Handler, Subscription } from '../transport.ts';
import { ClaimedReader } from './claimedReader.ts';
import type { Claims } from './claims.ts';
import type { LogBell } from './logBell.ts';
import { partitionsOf } from './logRows.ts';
import type { LogTail } from './logTail.ts';

const BEAT_MS = 1_250;
/** So many renewals may be under way: where each takes long, those behind it keep the lease. */
const RENEWALS = 3;
/** Less than the lease: before anybody else may think that this member is dead, it has stopped by itself. */
const SILENT_MS = 4_500;

type Options = {
  readonly tail: LogTail;
  readonly bell: LogBell;
  readonly claims: Claims;
  readonly topics: readonly string[];
  readonly handle: Handler;
  readonly atOnce: number;
  readonly logger: Logger;
};

/** One member of a consumer group: keeps its share of the partitions and reads them. */
export class GroupMember implements Subscription {
  readonly #options: Options;
  readonly #partitions: readonly string[];
  readonly #readers = new Map<string, ClaimedReader>();
  #stopListening: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #renewing: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  readonly #renewals = new Set<Promise<void>>();
  #beating: Promise<void> = Promise.resolve();
  #aliveAt = performance.now();
  #failure: string | undefined;
  #paused = false;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
    this.#partitions = partitionsOf(options.topics);
  }

  /** Resolves when it reads whatever partitions are free. */
  async join(): Promise<void> {
    await this.#options.claims.prepare(this.#partitions);
    await this.#renew();
    this.#renewing = setInterval(() => this.#renewBeside(), BEAT_MS);
    this.#stopListening = this.#options.bell.listen(this.#partitions, (partition) => this.#wake(partition));
    await this.#balance();
    this.#schedule();
  }

  pause(): void {
    this.#paused = true;
    for (const reader of this.#readers.values()) reader.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const reader of this.#readers.values()) reader.resume();
  }

  health(): 'up' | string {
    if (this.#isSilent) return 'no claim on messages: the event log does not answer';
    return this.#failure ?? 'up';
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#timer, this.#renewing, this.#silence]) clearTimeout(timer);
    this.#stopListening?.();
    // One that comes behind the leave would bring the member back.
    await Promise.all([this.#beating, ...this.#renewals]);
    await Promise.all([...this.#readers.keys()].map((partition) => this.#giveBack(partition)));
    await this.#options.claims.leave().catch((err: unknown) => {
      this.#options.logger.warn({ err }, 'a consumer group was not told of the leave; the lease will end');
    });
  }

  /** Somebody else may think that this member is dead, or will soon. */
  get #isSilent(): boolean {
    return performance.now() - this.#aliveAt > SILENT_MS;
  }

  #wake(partition: string): void {
    for (const [each, reader] of this.#readers) if (partition === 'any' || partition === each) reader.wake();
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat().then(() => this.#schedule());
    }, BEAT_MS);
  }

  async #renew(): Promise<void> {
    const startedAt = performance.now();
    await this.#options.claims.renew();
    if (this.#stopped || startedAt < this.#aliveAt) return;
    this.#aliveAt = startedAt;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#keepOnly(new Set()), startedAt + SILENT_MS - performance.now());
  }

  #renewBeside(): void {
    if (this.#renewals.size >= RENEWALS) return;
    const renewal = this.#renew()
      .catch(() => undefined) // who fails for long is silent, and the next beat says why
      .finally(() => this.#renewals.delete(renewal));
    this.#renewals.add(renewal);
  }

  async #beat(): Promise<void> {
    try {
      await this.#balance();
      this.#failure = undefined;
    } catch (error) {
      if (!this.#failure) this.#options.logger.warn({ err: error }, 'what a consumer group has to read is not known');
      this.#failure = `no claim on messages: ${messageOf(error)}`;
    }
  }

  async #balance(): Promise<void> {
    const { claims } = this.#options;
    const startedAt = performance.now();
    const { owned, share, free } = await claims.divide(this.#partitions);
    // An answer that was so long in coming is no news.
    if (this.#stopped || this.#isSilent || performance.now() - startedAt > SILENT_MS) return;
    this.#keepOnly(owned);
    const surplus = [...this.#readers.keys()].filter((partition) => !share.has(partition));
    // Not awaited: a slow handler must not keep the others' claims from being renewed.
    for (const partition of surplus) void this.#giveBack(partition);
    await Promise.all(free.map((partition) => this.#take(partition)));
    const strays = [...owned].filter((partition) => !share.has(partition) && !this.#readers.has(partition));
    await Promise.all(strays.map((partition) => claims.disown(partition)));
  }

  async #take(partition: string): Promise<void> {
    if (this.#readers.has(partition)) return;
    const { claims, tail, handle, atOnce, logger } = this.#options;
    const claim = await claims.take(partition);
    if (!claim) return;
    if (this.#stopped || this.#isSilent) return claims.release(claim, claim.committed);
    this.#readers.set(
      partition,
      new ClaimedReader({ claim, claims, tail, handle, atOnce, logger, paused: this.#paused }),
    );
  }

  /** Readers of partitions that have gone to somebody else stop without a word. */
  #keepOnly(owned: ReadonlySet<string>): void {
    for (const [partition, reader] of this.#readers) {
      if (owned.has(partition)) continue;
      this.#readers.delete(partition);
      void reader.abandon();
    }
  }

  async #giveBack(partition: string): Promise<void> {
    const reader = this.#readers.get(partition);
    try {
      // It stays in the map until then, so that it is not taken again meanwhile.
      await reader?.giveBack();
    } catch (error) {
      this.#options.logger.warn({ err: error, partition }, 'a partition was not given back; its lease will end');
    }
    if (this.#readers.get(partition) === reader) this.#readers.delete(partition);
  }
}
