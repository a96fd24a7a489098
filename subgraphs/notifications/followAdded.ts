import { followEvents } from '#events/broadcast.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { AddedFeed } from './addedFeed.ts';

/** A client may hang on any replica, so each hears of what all of them deliver. */
export const followAdded = (feed: AddedFeed, transport: Transport, scope: Scope): Promise<void> =>
  followEvents({ transport, handlers: { 'notifications.v1': ({ data }) => feed.publish(data) } }, scope);
