import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { ChannelsFor, Deliver, Dispatch } from '../ports.ts';
import {
  ChannelsFor as ChannelsForQuery,
  DeliverNotification,
  DispatchNotice,
} from './notificationsClient.generated.ts';

/** The notifications subgraph, over its service-only fields. */
export const makeDeliver =
  (call: ServiceClient): Deliver =>
  async (delivery) => {
    await call(DeliverNotification, { input: delivery });
  };

export const makeDispatch =
  (call: ServiceClient): Dispatch =>
  async (notice) => {
    await call(DispatchNotice, { input: notice });
  };

export const makeChannelsFor =
  (call: ServiceClient): ChannelsFor =>
  async (userId, category) =>
    (await call(ChannelsForQuery, { userId, category })).channelsFor;
