import type { Draft } from '#events/outbox/outbox.ts';
import { connectionOf, type Page } from '#kernel/graphql/page.ts';
import { addedOf } from '../outgoing.ts';
import type { Notification, NotificationStore } from '../ports.ts';

type Row = { notification: Notification; eventId: string };

/** Inboxes in memory, for tests. It knows first pages only. */
export class MemoryNotificationStore implements NotificationStore {
  readonly published: Draft[] = [];
  /** How many reads of any kind there were. */
  readonly reads = { byIds: 0, count: 0 };
  #rows: Row[] = [];

  async add(notification: Notification, eventId: string) {
    const told = this.#rows.find((row) => row.eventId === eventId);
    if (told) return told.notification;
    this.#rows.unshift({ notification, eventId });
    this.published.push(addedOf(notification));
    return notification;
  }

  async markRead(id: string, userId: string) {
    const row = this.#rows.find(({ notification }) => notification.id === id && notification.userId === userId);
    if (row) row.notification = { ...row.notification, read: true };
    return row?.notification ?? null;
  }

  async byIds(ids: readonly string[]) {
    this.reads.byIds++;
    return this.#rows.map(({ notification }) => notification).filter(({ id }) => ids.includes(id));
  }

  async page(userId: string, unreadOnly: boolean, page: Page) {
    const all = this.#rows.map(({ notification }) => notification);
    const shown = all.filter((notification) => notification.userId === userId && !(unreadOnly && notification.read));
    const edges = shown.slice(0, page.size).map((node) => ({ node, cursor: node.id }));
    return connectionOf(page, edges, shown.length > page.size);
  }

  async count(userId: string, unreadOnly: boolean) {
    this.reads.count++;
    const all = this.#rows.map(({ notification }) => notification);
    return all.filter((notification) => notification.userId === userId && !(unreadOnly && notification.read)).length;
  }

  async placeOf(id: string, userId: string) {
    return this.#placed(userId).find((placed) => placed.id === id)?.place ?? null;
  }

  async addedBehind(userId: string, place: number, limit: number) {
    return this.#placed(userId)
      .filter((placed) => placed.place > place)
      .slice(0, limit);
  }

  #placed(userId: string) {
    const own = this.#rows.filter(({ notification }) => notification.userId === userId).reverse();
    return own.map(({ notification: { id } }, index) => ({ id, place: index + 1 }));
  }

  async erase(userId: string) {
    this.#rows = this.#rows.filter(({ notification }) => notification.userId !== userId);
  }
}
