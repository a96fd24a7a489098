import { LRUCache } from 'lru-cache';
import { EventChannels } from '#kernel/graphql/eventChannels.ts';
import type { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { Added } from './ports.ts';

const WAITING = 100;
const REMEMBERED = 10_000;

/** Hands what is added to the subscriptions of its user that are open in this process. */
export class AddedFeed {
  readonly #followers = new EventChannels<Added>(WAITING);
  readonly #told = new LRUCache<string, true>({ max: REMEMBERED });

  /** A redelivered event is told once. */
  publish(added: Added): void {
    const { notificationId, userId } = added;
    if (this.#told.has(notificationId)) return;
    this.#told.set(notificationId, true);
    for (const queue of this.#followers.followers(userId)) queue.push(added);
  }

  follow(userId: string): EventQueue<Added> {
    return this.#followers.follow(userId);
  }
}
