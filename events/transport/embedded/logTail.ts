import type { DeliveredMessage } from '../transport.ts';
import { type LogRow, messageOfRow, offsetOfRow } from './logRows.ts';

/** Messages kept of each partition; whoever lags further behind asks the database. */
const KEPT = 250;
const BATCH = 100;

type Tail = { messages: DeliveredMessage[] /** Offset of the message after the last. */; next: number };
type Read = (partition: string, offset: number) => Promise<DeliveredMessage[]>;

/**
 * The newest messages in memory, as they were announced, so that the readers of a process don't each ask the database for
 * them. Only a shortcut: what it doesn't have in an unbroken row is read.
 */
export class LogTail {
  readonly #read: Read;
  readonly #tails = new Map<string, Tail>();
  /** Changes whenever a partition has grown, so that a read that began before does not pass for the newest. */
  readonly #growth = new Map<string, number>();
  #forgotten = 0;

  constructor(read: Read) {
    this.#read = read;
  }

  /** Up to a hundred messages from an offset on. */
  async read(partition: string, offset: number): Promise<DeliveredMessage[]> {
    const tail = this.#tails.get(partition);
    const from = tail && tail.next - tail.messages.length;
    if (tail && from !== undefined && from <= offset && offset <= tail.next)
      return tail.messages.slice(offset - from, offset - from + BATCH);
    const before = this.#stateOf(partition);
    const messages = await this.#read(partition, offset);
    const isNewest = messages.length < BATCH && this.#stateOf(partition) === before;
    // What is a week old is removed: then the first message stands further on than was asked for.
    const isWhole = messages.every((message, place) => Number(message.offset) === offset + place);
    if (isNewest && isWhole && !this.#tails.has(partition))
      this.#tails.set(partition, { messages: [...messages], next: offset + messages.length });
    return messages;
  }

  /** Takes up what was announced; a gap or a change of order makes it start anew. */
  add(row: LogRow): void {
    const { partition } = row;
    this.#growth.set(partition, (this.#growth.get(partition) ?? 0) + 1);
    const tail = this.#tails.get(partition);
    const offset = offsetOfRow(row._id);
    if (!tail || offset < tail.next) return;
    if (offset > tail.next) return void this.#tails.delete(partition);
    tail.messages.push(messageOfRow(row));
    tail.next += 1;
    if (tail.messages.length > 2 * KEPT) tail.messages = tail.messages.slice(-KEPT);
  }

  /** Something may have been missed: the next reads ask the database. */
  forget(): void {
    this.#forgotten += 1;
    this.#tails.clear();
  }

  #stateOf(partition: string): string {
    return `${this.#forgotten} ${this.#growth.get(partition)}`;
  }
}
