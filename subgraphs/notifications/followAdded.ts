import { followEvents } from '#events/broadcast.ts';
import type { NotificationEvent } from '#events/contracts/notifications.v1.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { AddedFeed } from './addedFeed.ts';

/** A client may hang on any replica, so each hears of what all of them deliver. */
export const followAdded = (feed: AddedFeed, transport: Transport, scope: Scope): Promise<void> =>
  followEvents({ transport, handlers: { 'notifications.v1': (event) => publish(event, feed) } }, scope);

const publish = (event: NotificationEvent, feed: AddedFeed): void => {
  if (event.type === 'NotificationAdded') feed.publish(event.data);
};
