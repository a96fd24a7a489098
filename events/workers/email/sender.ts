import type { Scope } from '#kernel/lifecycle.ts';
import { startRounds } from '#kernel/rounds.ts';
import { onTrail } from '#kernel/trail.ts';
import { makeWhenCalm } from '#kernel/whenCalm.ts';
import type { ClaimedMail, MailQueue, Outcome } from './ports.ts';

type Deps = {
  queue: Pick<MailQueue, 'claim' | 'renew' | 'settle'>;
  deliver: (mail: ClaimedMail) => Promise<Outcome>;
  /** How many mails are in hand at once. */
  lanes?: number;
  pollMs?: number;
  /** Well below the lease. */
  renewMs?: number;
};

/** Sends what is due, also what others queued or died with, until the scope stops. Lanes don't wait for each other. */
export function startSender(deps: Deps, scope: Scope): { wake(): void } {
  const { queue, lanes = 8, pollMs = 1_000 } = deps;
  const whenCalm = makeWhenCalm();
  // A round for each mail, so that a lane which had failed is well again as soon as one has gone.
  const lane = async (signal: AbortSignal) => {
    await whenCalm(signal).catch(() => undefined); // stopping ends the wait
    const mail = signal.aborted ? null : await queue.claim();
    if (!mail) return false;
    const { trail, event } = mail;
    await onTrail({ trail, tracing: scope.tracing, name: `mail ${event.type}` }, async () => {
      const outcome = await deliverHeld(mail, deps, scope);
      const settled = await queue.settle(mail, outcome);
      report(mail, outcome, settled, scope);
    });
    return true;
  };
  const rounds = Array.from({ length: lanes }, (_, index) =>
    startRounds(lane, { name: `sender ${index + 1}`, everyMs: pollMs }, scope),
  );
  return {
    wake: () => {
      for (const { wake } of rounds) wake();
    },
  };
}

/** A slow mail server may take longer than the lease, so it is renewed meanwhile. */
async function deliverHeld(mail: ClaimedMail, { queue, deliver, renewMs = 5_000 }: Deps, { logger }: Scope) {
  const renew = () =>
    queue.renew(mail).catch((err: unknown) => logger.warn({ err, mailId: mail.id }, 'a lease could not be renewed'));
  const timer = setInterval(renew, renewMs);
  try {
    return await deliver(mail);
  } finally {
    clearInterval(timer);
  }
}

/** Nothing went wrong: the reader wanted it so, or a later mail has taken its place. */
const EXPECTED: readonly string[] = ['SUPERSEDED', 'SWITCHED_OFF', 'ERASED'];

function report({ id, attempts }: ClaimedMail, outcome: Outcome, settled: boolean, { logger }: Scope): void {
  const mail = { mailId: id, attempts };
  if (!settled) logger.warn(mail, 'a mail took longer than its lease and is sent again, or its user is gone');
  else if (outcome.state === 'sent') logger.info(mail, 'mail sent');
  else if (EXPECTED.includes(outcome.reason)) logger.info({ ...mail, ...outcome }, 'mail not wanted any more');
  else logger.warn({ ...mail, ...outcome }, 'mail not sent');
}
