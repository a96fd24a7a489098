import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { Deliver } from '../ports.ts';
import { DeliverNotification } from './notificationsClient.generated.ts';

/** The notifications subgraph, over its service-only field. */
export const makeDeliver =
  (call: ServiceClient): Deliver =>
  async (delivery) => {
    await call(DeliverNotification, { input: delivery });
  };
