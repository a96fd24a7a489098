import { messageOf } from '#kernel/errors.ts';
import type { LegOptions } from './legOptions.ts';
import type { CampaignParts } from './parts.ts';
import type { Leg } from './plan.ts';
import { isBroken, type LegRecord } from './record.ts';
import { Trial } from './trial.ts';
import type { World } from './world/world.ts';

/**
 * Starts a shop, lets customers work while it is broken, waits until it has come to rest, and looks at what is left.
 * Never rejects: what goes wrong with the trial itself is in the record.
 */
export async function runLeg(leg: Leg, parts: CampaignParts, options: LegOptions): Promise<LegRecord> {
  const { transport, replicas, preload, say } = options;
  const openedAt = performance.now();
  try {
    const world = await parts.openWorld({ transport, replicas, say, ...(preload !== undefined && { preload }) });
    const trial = new Trial(world, parts, { ...options, worldAgeMs: performance.now() - openedAt });
    const record = await trial.run(leg).catch((error: unknown) => failedLeg(leg, error, openedAt, options));
    return await concluded(record, world, options);
  } catch (error) {
    return failedLeg(leg, error, openedAt, options);
  }
}

/** An interruption ends whatever goes on, and is no failure. */
function failedLeg({ name }: Leg, error: unknown, openedAt: number, { signal }: LegOptions): LegRecord {
  const durationMs = Math.round(performance.now() - openedAt);
  const nothing = { scenarios: [], faults: [], samples: [], ends: [], findings: [] };
  return { name, durationMs, ...nothing, ...(!signal.aborted && { error: messageOf(error) }) };
}

/** What was found stays, also where the shop can't be put away. */
async function concluded(record: LegRecord, world: World, { keepLogs }: LegOptions): Promise<LegRecord> {
  try {
    if (isBroken(record) || record.error !== undefined) await keepLogs?.(record.name, world.logsDir);
    await world.dispose();
    return record;
  } catch (error) {
    await world.dispose();
    return { ...record, error: record.error ?? messageOf(error) };
  }
}
