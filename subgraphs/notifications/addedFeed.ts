import { LRUCache } from 'lru-cache';
import { EventQueue } from '#kernel/graphql/eventQueue.ts';
import type { Added } from './ports.ts';

const WAITING = 100;
const REMEMBERED = 10_000;

/** Hands what is added to the subscriptions of its user that are open in this process. */
export class AddedFeed {
  readonly #queues = new Map<string, Set<EventQueue<Added>>>();
  readonly #told = new LRUCache<string, true>({ max: REMEMBERED });

  /** A redelivered event is told once. */
  publish(added: Added): void {
    const { notificationId, userId } = added;
    if (this.#told.has(notificationId)) return;
    this.#told.set(notificationId, true);
    for (const queue of this.#queues.get(userId) ?? []) queue.push(added);
  }

  follow(userId: string): EventQueue<Added> {
    const following = this.#queues.get(userId) ?? new Set();
    this.#queues.set(userId, following);
    const onClose = () => {
      following.delete(queue);
      if (following.size === 0) this.#queues.delete(userId);
    };
    const queue = new EventQueue<Added>({ limit: WAITING, onClose });
    following.add(queue);
    return queue;
  }
}
