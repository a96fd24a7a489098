import type { LegOptions } from './legOptions.ts';
import type { CampaignParts } from './parts.ts';
import type { Leg } from './plan.ts';
import { isBroken, type LegRecord } from './record.ts';
import { Trial } from './trial.ts';

/** Starts a shop, lets customers work while it is broken, waits until it has come to rest, and looks at what is left. */
export async function runLeg(leg: Leg, parts: CampaignParts, options: LegOptions): Promise<LegRecord> {
  const { transport, replicas, preload, say, keepLogs } = options;
  const openedAt = performance.now();
  const world = await parts.openWorld({ transport, replicas, say, ...(preload !== undefined && { preload }) });
  const trial = new Trial(world, parts, { ...options, worldAgeMs: performance.now() - openedAt });
  try {
    const record = await trial.run(leg);
    if (isBroken(record)) await keepLogs?.(leg.name, world.logsDir);
    return record;
  } finally {
    await world.dispose();
  }
}
