import type { ReadUpTo, Recent } from '#kernel/graphql/recentEvents.ts';
import type { OrderView } from '../domain/orderView.ts';
import { type FeedCursor, writeFeedCursor } from './feedCursor.ts';

/** What was told as a state has come as an event by then. */
const SHOWN_MS = 60_000;

/** How far one reader of a feed has come. */
export class FeedPosition {
  readonly #beganAt = Date.now();
  readonly #shown: Map<string, number>;
  #at: number;
  #offsets: Readonly<Record<string, number>>;

  constructor({ at, offsets, shown }: FeedCursor) {
    this.#at = at;
    this.#offsets = offsets;
    this.#shown = new Map(Object.entries(shown));
  }

  /** The order was told as it is: events up to this version are no news. */
  show({ id, version }: OrderView): void {
    this.#shown.set(id, version);
  }

  /** Whether the event was told, be it by another instance, which was ahead of this one. */
  hasRead({ partition, offset }: Recent<unknown>): boolean {
    return offset <= (this.#offsets[partition] ?? -1);
  }

  hasShown({ id, version }: OrderView): boolean {
    return version <= (this.#shown.get(id) ?? 0);
  }

  moveTo({ at, offsets }: ReadUpTo): void {
    const later = Object.entries(offsets).filter(([partition, offset]) => offset > (this.#offsets[partition] ?? -1));
    this.#offsets = { ...this.#offsets, ...Object.fromEntries(later) };
    this.#at = Math.max(this.#at, at);
  }

  /** @param lastShown see `FeedCursor`. */
  cursor(lastShown?: string): string {
    const shown = Date.now() - this.#beganAt < SHOWN_MS ? Object.fromEntries(this.#shown) : {};
    return writeFeedCursor({ at: this.#at, offsets: this.#offsets, shown, lastShown });
  }
}
