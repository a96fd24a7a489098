import { performance } from 'node:perf_hooks';
import type { Logger } from '#kernel/logging.ts';
import type { Handler } from '../transport.ts';
import type { Claim, Claims } from './claims.ts';
import type { Log } from './log.ts';
import { PartitionReader } from './partitionReader.ts';

/** In a long run of messages the position is committed this often; at its end, at once. */
const COMMIT_EVERY_MS = 200;

type Options = {
  readonly claim: Claim;
  readonly claims: Claims;
  readonly log: Log;
  readonly handle: Handler;
  readonly paused: boolean;
  readonly logger: Logger;
};

/** Reads a claimed partition and commits how far it is. */
export class ClaimedReader {
  readonly #claim: Claim;
  readonly #claims: Claims;
  readonly #reader: PartitionReader;
  #committed: string;
  #committedAt = performance.now();
  #lost = false;
  #givingBack: Promise<void> | undefined;

  constructor({ claim, claims, log, handle, paused, logger }: Options) {
    this.#claim = claim;
    this.#claims = claims;
    this.#committed = claim.committed;
    const { partition, committed: after } = claim;
    const onProgress = (position: string, caughtUp: boolean) => this.#onProgress(position, caughtUp);
    this.#reader = new PartitionReader({ log, partition, after, handle, onProgress, paused, logger });
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
    this.#givingBack ??= this.#reader.stop().then(() => this.#claims.release(this.#claim, this.#reader.position));
    return this.#givingBack;
  }

  /** The partition is somebody else's already: what was not committed is theirs. */
  async abandon(): Promise<void> {
    this.#lost = true;
    await this.#reader.stop();
  }

  async #onProgress(position: string, caughtUp: boolean): Promise<void> {
    const due = caughtUp || performance.now() - this.#committedAt >= COMMIT_EVERY_MS;
    if (this.#lost || !due || position === this.#committed) return;
    if (!(await this.#claims.commit(this.#claim, position))) return this.#stopReading();
    this.#committed = position;
    this.#committedAt = performance.now();
  }

  #stopReading(): void {
    this.#lost = true;
    this.#reader.pause();
  }
}
