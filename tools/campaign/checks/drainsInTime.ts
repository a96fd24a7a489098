import type { Finding } from '../types.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';

const DRAIN_MS = 10_000;

/** V12: whoever is asked to end has done so within ten seconds. */
export function drainsInTime({ injuries }: Pick<Evidence, 'injuries'>): Finding {
  const look = new Look('V12', 'drains-in-time');
  for (const { member, drainMs } of injuries.drains)
    look.at(drainMs >= DRAIN_MS && `${member} took ${Math.round(drainMs)} ms to end after SIGTERM`);
  return look.finding();
}
