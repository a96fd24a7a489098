import type { ParkedMailStore, ResendRequest, ResentMails, WantedMails } from '../ports.ts';

/** The worker keeps a mail that it gave up for 30 days; the rest is for clocks that differ, and for the way there. */
const SENDABLE_MS = 29 * 24 * 3_600_000;
const AT_ONCE = 100;
/** Given up because nobody wants them. */
const NOT_WANTED = ['SUPERSEDED', 'SWITCHED_OFF', 'ERASED', 'NO_RECIPIENT'];
/** Their text went when they were given up. */
const GONE = ['TestMailRequested'];

type Deps = { store: ParkedMailStore; now: () => Date; realNow: () => Date };

/** Has the oldest of the wanted mails sent once more. Repeatable: what waits already is not wanted any more. */
export const makeResendParkedMails =
  ({ store, now, realNow }: Deps) =>
  async ({ adminId, ids, reason, dryRun }: ResendRequest): Promise<ResentMails> => {
    const since = new Date(realNow().getTime() - SENDABLE_MS);
    const wanted: WantedMails = { ids, reason, notReasons: NOT_WANTED, notTemplates: GONE, since };
    const [mails, all] = await Promise.all([store.find(wanted, AT_ONCE), store.count(wanted)]);
    const remaining = Math.max(0, all - mails.length);
    if (dryRun || mails.length === 0) return { mails, remaining, dryRun };
    await store.askFor(
      mails.map(({ id }) => id),
      { adminId, at: now() },
    );
    return { mails: mails.map((mail) => ({ ...mail, status: 'WAITING' as const })), remaining, dryRun };
  };
