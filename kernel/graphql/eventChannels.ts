import { EventQueue } from './eventQueue.ts';

/** The open subscriptions of one process by what they follow. A channel is there for as long as somebody follows it. */
export class EventChannels<Item> {
  readonly #queues = new Map<string, Set<EventQueue<Item>>>();
  readonly #limit: number;

  /** @param limit how many events may wait for one subscriber: see `EventQueue`. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  follow(channel: string): EventQueue<Item> {
    const followers = this.#queues.get(channel) ?? new Set();
    this.#queues.set(channel, followers);
    const onClose = () => {
      followers.delete(queue);
      if (followers.size === 0) this.#queues.delete(channel);
    };
    const queue = new EventQueue<Item>({ limit: this.#limit, onClose });
    followers.add(queue);
    return queue;
  }

  /** Whoever follows any of the channels now. */
  followers(...channels: readonly string[]): EventQueue<Item>[] {
    return channels.flatMap((channel) => [...(this.#queues.get(channel) ?? [])]);
  }
}
