import { performance } from 'node:perf_hooks';
import type { Logger } from '#kernel/logging.ts';
import { PartitionReader } from '../partitionReader.ts';
import type { Handler } from '../transport.ts';
import type { Claim, Claims } from './claims.ts';
import type { LogTail } from './logTail.ts';

/** The position is committed this often: what a killed process had done since then comes again. */
const COMMIT_EVERY_MS = 500;

type Options = {
  readonly claim: Claim;
  readonly claims: Claims;
  readonly tail: LogTail;
  readonly handle: Handler;
  readonly atOnce: number;
  readonly paused: boolean;
  readonly logger: Logger;
};

/** Reads a claimed partition and commits how far it is. */
export class ClaimedReader {
  readonly #claim: Claim;
  readonly #claims: Claims;
  readonly #reader: PartitionReader;
  /** Offset of the next message that is not done. */
  #next: number;
  #committed: number;
  #committedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #givingBack: Promise<void> | undefined;

  constructor({ claim, claims, tail, handle, atOnce, paused, logger }: Options) {
    this.#claim = claim;
    this.#claims = claims;
    this.#next = claim.committed;
    this.#committed = claim.committed;
    const { partition } = claim;
    this.#reader = new PartitionReader({
      partition,
      read: () => tail.read(partition, this.#next),
      handle,
      atOnce,
      onDone: ({ offset }) => this.#done(Number(offset)),
      onCaughtUp: () => this.#commitSoon(),
      paused,
      logger,
    });
  }

  wake(): void {
    this.#reader.wake();
  }

  pause(): void {
    this.#reader.pause();
  }

  resume(): void {
    this.#reader.resume();
  }

  /** Lets the running handler end, commits, and lets the next owner in. */
  giveBack(): Promise<void> {
    clearTimeout(this.#timer);
    this.#givingBack ??= this.#reader.stop().then(() => this.#claims.release(this.#claim, this.#next));
    return this.#givingBack;
  }

  /** The partition is somebody else's already: what was not committed is theirs. */
  abandon(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#reader.stop();
  }

  async #done(offset: number): Promise<void> {
    this.#next = offset + 1;
    if (this.#dueInMs <= 0) await this.#commit();
  }

  /** At once after a quiet time; among many messages with pauses between them, not after each. */
  async #commitSoon(): Promise<void> {
    const dueInMs = this.#dueInMs;
    if (dueInMs <= 0) return this.#commit();
    if (this.#next === this.#committed) return;
    clearTimeout(this.#timer);
    // The reader commits: one write at a time, and a failure is told and tried again there.
    this.#timer = setTimeout(() => this.#reader.wake(), dueInMs);
  }

  get #dueInMs(): number {
    return Math.ceil(this.#committedAt + COMMIT_EVERY_MS - performance.now());
  }

  async #commit(): Promise<void> {
    const next = this.#next;
    if (next === this.#committed) return;
    // Somebody else has it: the member learns that at its next beat and takes this reader away.
    if (!(await this.#claims.commit(this.#claim, next))) return this.#reader.pause();
    this.#committed = next;
    this.#committedAt = performance.now();
  }
}
