import type { Fault } from './types.ts';

/** A process of the e-mail worker has so many mails under way (sender.ts). */
const LANES = 8;
const REPLICAS = 2;
const UNNOTED = ['kill', 'crash', 'freeze', 'away', 'cut', 'half-open', 'slow'];

/**
 * How many mails may have come a second time, since what was done to the shop may have come between the mail server's
 * "yes" and the note of it: at most what was under way then.
 */
export function secondCopies(faults: readonly Fault[], keptQuiet: number): number {
  const met = faults.filter(({ kind, target }) => UNNOTED.includes(kind) && concernsMail(target)).length;
  return keptQuiet + met * LANES * REPLICAS;
}

const concernsMail = (target: string): boolean => /^(email|mongod)(-2)?$|^email(-2)?→(mongod|smtp)$/.test(target);
