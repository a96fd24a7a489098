import type { Logger } from '#kernel/logging.ts';
import { PartitionReader } from '../partitionReader.ts';
import type { DeliveredMessage, Handler } from '../transport.ts';

/**
 * So many wait in memory at most, or so many characters of them, and what one fetch brings beyond: work for half a second, since kafkajs,
 * when nothing has room, does not look again before.
 */
const FULL = { messages: 2_000, length: 1_000_000 } as const;
const READ = 100;

type Options = {
  readonly partition: string;
  readonly handle: Handler;
  readonly atOnce: number;
  /** `next` is the offset of the first message that is not done. */
  readonly onDone: (next: number) => void;
  /** Called when there is room again after `push` has said that it is full. */
  readonly onRoom: () => void;
  readonly paused: boolean;
  readonly logger: Logger;
  /** The reader that this one follows, when the group was divided anew: its handler may still be running. */
  readonly predecessor: FetchedPartition | undefined;
};

/**
 * What was fetched of one partition and is not handled yet. Handling apart from fetching keeps a slow or failing message
 * from holding up the other partitions and the heartbeats, which kafkajs makes between fetches.
 */
export class FetchedPartition {
  readonly #options: Omit<Options, 'predecessor'>;
  readonly #reader: PartitionReader;
  readonly #predecessorEnded: Promise<void>;
  /** Where the reader before this one was when this one began. */
  readonly #from: number | undefined;
  readonly #messages: DeliveredMessage[] = [];
  /** Of all that waits. */
  #length = 0;
  #next = 0;
  #hasJustFollowed = false;
  #hasFetched = false;
  #isFull = false;

  constructor({ predecessor, ...options }: Options) {
    this.#options = options;
    this.#from = predecessor?.position;
    this.#predecessorEnded = this.#follow(predecessor);
    const { partition, handle, atOnce, paused, logger } = options;
    this.#reader = new PartitionReader({
      partition,
      read: () => this.#read(),
      handle,
      atOnce,
      onDone: (message) => this.#done(message),
      onCaughtUp: () => Promise.resolve(),
      paused,
      logger,
    });
  }

  /** The offset of the first message that is not done; undefined before anything was fetched. */
  get position(): number | undefined {
    const [first] = this.#messages;
    return this.#next > 0 ? this.#next : first ? Number(first.offset) : this.#from;
  }

  /**
   * Whether the first messages that are fetched for it, from `offset` on, leave some out that the reader before it had in hand. They do
   * where somebody else has had the partition meanwhile and done them, or where they are the answer to a fetch of before.
   */
  leavesOut(offset: number): boolean {
    return !this.#hasFetched && this.#from !== undefined && offset > Math.max(this.#from, this.#next);
  }

  /** @returns whether there is room for more. */
  push(messages: readonly DeliveredMessage[]): boolean {
    this.#hasFetched = true;
    this.#messages.push(...messages);
    for (const { value } of messages) this.#length += value.length;
    this.#isFull = this.#messages.length >= FULL.messages || this.#length >= FULL.length;
    this.#reader.wake();
    return !this.#isFull;
  }

  pause(): void {
    this.#reader.pause();
  }

  resume(): void {
    this.#reader.resume();
  }

  /** Lets the running handler end. */
  async stop(): Promise<void> {
    await this.#reader.stop();
  }

  async #follow(predecessor: FetchedPartition | undefined): Promise<void> {
    if (!predecessor) return;
    await predecessor.stop();
    this.#next = predecessor.#next;
    this.#hasJustFollowed = true;
  }

  /** A new division of the group fetches again from what was committed; what was done here since is left out. */
  async #read(): Promise<DeliveredMessage[]> {
    await this.#predecessorEnded;
    this.#tellAgain();
    const done = this.#messages.findIndex(({ offset }) => Number(offset) >= this.#next);
    for (const { value } of this.#messages.splice(0, done < 0 ? this.#messages.length : done))
      this.#length -= value.length;
    this.#giveRoom();
    return this.#messages.slice(0, READ);
  }

  /** What was done while the broker was away may have been committed to nobody: kafkajs says that it was. */
  #tellAgain(): void {
    const [first] = this.#messages;
    if (!this.#hasJustFollowed || !first) return;
    this.#hasJustFollowed = false;
    if (Number(first.offset) < this.#next) this.#options.onDone(this.#next);
  }

  #giveRoom(): void {
    if (!this.#isFull || this.#messages.length > FULL.messages / 2 || this.#length > FULL.length / 2) return;
    this.#isFull = false;
    this.#options.onRoom();
  }

  async #done({ offset }: DeliveredMessage): Promise<void> {
    this.#next = Number(offset) + 1;
    this.#options.onDone(this.#next);
  }
}
