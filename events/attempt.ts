import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#kernel/logging.ts';
import { isOutage } from '#kernel/mongo/isOutage.ts';
import type { Delivery } from './transport/transport.ts';

/** Five attempts within two seconds, since other keys of the partition wait behind them. */
const BACK_OFF_MS = [100, 200, 500, 1_000] as const;
const OUTAGE_MS = { first: 100, most: 2_000 } as const;

export type Attempted =
  | { readonly done: true }
  | { readonly done: false; readonly error: unknown; readonly attempts: number; readonly since: Date };

/**
 * Runs `work` until it succeeds or has failed five times by its own fault. While something that it needs is away it is
 * tried again without being counted. Rejects when the delivery is aborted: the message then comes again.
 */
export async function attempt(work: () => Promise<void>, delivery: Delivery, logger: Logger): Promise<Attempted> {
  const since = new Date();
  let attempts = 0;
  for (let outages = 0; ; ) {
    try {
      await work();
      return { done: true };
    } catch (error) {
      delivery.signal.throwIfAborted();
      const outage = isOutage(error);
      if (outage) outages += 1;
      else attempts += 1;
      const pauseMs = outage
        ? Math.min(OUTAGE_MS.first * 2 ** (outages - 1), OUTAGE_MS.most)
        : BACK_OFF_MS[attempts - 1];
      if (pauseMs === undefined) return { done: false, error, attempts, since };
      logger.warn({ err: error, attempts, outages, pauseMs }, 'an event was not handled and is tried again');
      await delay(pauseMs, undefined, { signal: delivery.signal });
    }
  }
}
