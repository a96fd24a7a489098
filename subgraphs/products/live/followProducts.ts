import { followEvents } from '#events/broadcast.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';

/**
 * Hears of every change of a product or its stock, whichever replica made it: each replica has a cache and live streams of
 * its own. Resolves when no event can be missed.
 */
export const followProducts = (
  changed: (productIds: readonly string[]) => void,
  transport: Transport,
  scope: Scope,
): Promise<void> =>
  followEvents(
    {
      transport,
      handlers: {
        'products.v1': ({ data }) => changed([data.productId]),
        'reservations.v1': ({ data }) => changed(data.lines.map(({ productId }) => productId)),
      },
    },
    scope,
  );
