import { setTimeout as pause } from 'node:timers/promises';
import { gatherEvidence } from './checks/gatherEvidence.ts';
import { runChecks } from './checks/runChecks.ts';
import { watchStock } from './checks/watchStock.ts';
import { openGauge } from './gauge.ts';
import type { CampaignParts } from './parts.ts';
import { keepLog } from './workload/keptLog.ts';
import { startWorkload } from './workload/startWorkload.ts';
import { usualHabits } from './workload/visits.ts';
import { paymentTokens } from './world/paymentProvider.ts';
import { startWorld } from './world/startWorld.ts';

/** A shop that has fallen behind is not buried under those who wait: it would not find back. */
const MOST_AT_ONCE = 60;

/** @param rate customers that come in a second. */
export const realParts = (rate: number): CampaignParts => ({
  openWorld: startWorld,
  openCustomers: async ({ urls, adminPassword }, { random, elapsed, endings }) => {
    const log = keepLog(elapsed);
    const workload = await startWorkload({
      ...{ urls, adminPassword, random, rate, log },
      tokens: paymentTokens,
      ...(endings && { habits: { ...usualHabits, endings } }),
      mostAtOnce: MOST_AT_ONCE,
    });
    return { log, ...workload };
  },
  openGauge,
  watchStock,
  check: async (world, log, injuries) => runChecks(await gatherEvidence(world, log, injuries)),
  pause: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}),
});
