import { AppError } from '#kernel/errors.ts';
import type { AddedFeed } from './addedFeed.ts';
import type { Added, NotificationStore, NotificationsContext, Placed } from './ports.ts';

/** What is read at a time by a client that comes back. */
const PAGE = 100;

type Store = Pick<NotificationStore, 'placeOf' | 'addedBehind'>;
type Deps = { readonly feed: AddedFeed; readonly store: Store };
type Live = AsyncIterableIterator<Added | AppError>;

/** The feed of a user, from now on or behind a notification that the user has had. */
export const makeFollowInbox =
  ({ feed, store }: Deps): NotificationsContext['follow'] =>
  async (userId, after) => {
    // Before the inbox is read: what comes meanwhile waits here.
    const live = feed.follow(userId);
    if (after === undefined) return live;
    try {
      const place = await store.placeOf(after, userId);
      if (place !== null) return new ResumedInbox({ live, store, userId, place });
      const message = 'there is no such notification of yours to go on behind';
      throw new AppError('BAD_USER_INPUT', 'INVALID_CURSOR', message, { reasons: [{ param: 'after', message }] });
    } catch (error) {
      await live.return();
      throw error;
    }
  };

type Options = { readonly live: Live; readonly store: Store; readonly userId: string; readonly place: number };

/** First what is in the inbox behind a place, then what comes. */
class ResumedInbox implements Live {
  readonly #options: Options;
  /** Up to where the client has been told. */
  #told: number;
  #page: Placed[] = [];
  #isBehind = true;
  /** Until something newer has come, what comes may be what the inbox told already, or the client has had before. */
  #mayRepeat = true;

  constructor(options: Options) {
    this.#options = options;
    this.#told = options.place;
  }

  async next(): Promise<IteratorResult<Added | AppError>> {
    return (await this.#missed()) ?? this.#fresh();
  }

  async return(): Promise<IteratorResult<Added | AppError>> {
    await this.#options.live.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #missed(): Promise<IteratorResult<Added> | undefined> {
    const { store, userId } = this.#options;
    if (!this.#isBehind) return undefined;
    if (this.#page.length === 0) this.#page = [...(await store.addedBehind(userId, this.#told, PAGE))];
    const placed = this.#page.shift();
    this.#isBehind = placed !== undefined;
    if (!placed) return undefined;
    this.#told = placed.place;
    return { done: false, value: { notificationId: placed.id, userId } };
  }

  /** A user's events come in the order of their places, so one that is newer ends the doubt. */
  async #fresh(): Promise<IteratorResult<Added | AppError>> {
    const { live, store, userId } = this.#options;
    for (;;) {
      const next = await live.next();
      if (next.done || next.value instanceof AppError || !this.#mayRepeat) return next;
      const place = await store.placeOf(next.value.notificationId, userId);
      if (place === null || place <= this.#told) continue;
      this.#mayRepeat = false;
      return next;
    }
  }
}
