import type { Unnoted } from './checks/evidence.ts';
import type { Fault } from './types.ts';
import type { Member } from './world/world.ts';

/** A process of the e-mail worker has so many mails under way (sender.ts). */
const LANES = 8;
const UNNOTED = ['kill', 'crash', 'freeze', 'away', 'cut', 'half-open', 'slow'];
/** From the mail server's "yes" to the note of it, which the fault may have met on its way. */
const NOTED_WITHIN_MS = 2_000;
/** What a bad link has held back arrives then, and connections that broke are noticed. */
const OVER_WITHIN_MS = 5_000;

type Scene = {
  readonly members: readonly Member[];
  /** Mails that the server took, and did not say so. */
  readonly keptQuiet: number;
  /** What the mail server had counted of its own time when the faults' began. */
  readonly worldAgeMs: number;
};

/**
 * When a mail may have been accepted that is sent again, since what was done to the shop may have come between the mail
 * server's "yes" and the note of it: of each process that was hit, as many mails as it has under way.
 */
export function secondCopies(faults: readonly Fault[], { members, keptQuiet, worldAgeMs }: Scene): Unnoted[] {
  return faults.flatMap((fault) => {
    const most = fault.kind === 'dropAfterData' ? keptQuiet : LANES * sendersMet(fault, members);
    if (most === 0) return [];
    const { at, healedAt = at } = fault;
    return [{ from: worldAgeMs + at - NOTED_WITHIN_MS, to: worldAgeMs + healedAt + OVER_WITHIN_MS, most }];
  });
}

function sendersMet({ kind, target }: Fault, members: readonly Member[]): number {
  if (!UNNOTED.includes(kind)) return 0;
  const senders = members.filter((member) => /^email(-2)?$/.test(member));
  if (target === 'mongod') return senders.length;
  return senders.filter((sender) => [sender, `${sender}→mongod`, `${sender}→smtp`].includes(target)).length;
}
