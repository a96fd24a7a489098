import { setTimeout as pause } from 'node:timers/promises';
import { gatherEvidence } from './checks/gatherEvidence.ts';
import { runChecks } from './checks/runChecks.ts';
import { watchStock } from './checks/watchStock.ts';
import { openGauge } from './gauge.ts';
import type { CampaignParts } from './parts.ts';
import { keepLog } from './workload/keptLog.ts';
import { startWorkload, type WorkloadOptions } from './workload/startWorkload.ts';
import { usualHabits } from './workload/visits.ts';
import { paymentTokens } from './world/paymentProvider.ts';
import { startWorld } from './world/startWorld.ts';

/** A shop that has fallen behind is not buried under those who wait: it would not find back. */
const MOST_AT_ONCE = 60;

export const realParts: CampaignParts = {
  openWorld: startWorld,
  openCustomers: async ({ urls, adminPassword }, { rate, random, elapsed, endings }) => {
    const log = keepLog(elapsed);
    const habits = { ...usualHabits, ...(endings && { endings }) };
    const open = (who: Pick<WorkloadOptions, 'random' | 'rate' | 'range' | 'habits'>) =>
      startWorkload({ urls, adminPassword, log, tokens: paymentTokens, mostAtOnce: MOST_AT_ONCE, ...who });
    const workloads = [await open({ random, rate, habits })];
    return {
      log,
      openSale: async ({ products, units, random: chance }) => {
        const range = { plenty: products, plentyUnits: units, scarce: 0, scarceUnits: 0 };
        // Whoever finds nothing left goes home: a thousand more attempts would sell no more.
        const sale = await open({ random: chance, rate: 0, range, habits: { ...habits, returns: 0 } });
        workloads.push(sale);
        return (customers) => sale.rush(customers);
      },
      stop: async () => void (await Promise.all(workloads.map((each) => each.stop()))),
      leave: async () => void (await Promise.all(workloads.map((each) => each.leave()))),
    };
  },
  openGauge,
  watchStock,
  check: async (world, log, injuries) => runChecks(await gatherEvidence(world, log, injuries)),
  pause: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}),
};
