import { isMailedType } from '#events/workers/email/templates/letterOf.ts';
import type { Finding } from '../types.ts';
import type { AcceptedMail } from '../world/world.ts';
import type { Evidence } from './evidence.ts';
import { Look } from './finding.ts';
import { publishedEvents, setAside } from './setAside.ts';

type Sources = Pick<Evidence, 'messages' | 'injuries' | 'mailRows' | 'mails'>;

/** Why a mail is rightly not sent: the reader wanted it so, a later one took its place, or there is no reader. */
const UNWANTED: readonly string[] = ['SUPERSEDED', 'SWITCHED_OFF', 'ERASED'];

/** V3: whoever had to get a mail got it, nobody got another, and a second copy only of what was accepted where a death explains it. */
export function mailsExpected(evidence: Sources): Finding {
  const look = new Look('V3', 'mails-expected');
  const { mailRows, mails, injuries } = evidence;
  const isSetAside = setAside(evidence);
  const unwanted = new Set(mailRows.filter(isUnwanted).map(({ id }) => id));
  const events = [...publishedEvents(evidence).values()].filter(
    ({ id, type }) => isMailedType(type) && !isSetAside('email', id) && !unwanted.has(id),
  );
  const types = new Map(events.map(({ id, type }) => [id, type]));
  const arrived = Map.groupBy(mails, ({ messageId }) => eventIdOf(messageId));
  look.atBoth(new Set(types.keys()), new Set(arrived.keys()), (id, is) =>
    is === 'missing' ? `nobody got the mail of ${types.get(id)} ${id}` : `a mail arrived that no event asks for: ${id}`,
  );
  for (const { id, state, reason } of mailRows)
    look.at(state !== 'sent' && !unwanted.has(id) && `mail ${id} is ${state}${reason ? `: ${reason}` : ''}`);
  for (const [id, same] of arrived)
    look.at(
      new Set(same.map(({ messageId }) => messageId)).size > 1 && `the copies of mail ${id} differ in Message-ID`,
    );
  const repeated = [...arrived.values()].flatMap((same) => same.toSorted(byTime).slice(0, -1));
  for (const { messageId, at } of unexplained(repeated, injuries.secondCopies))
    look.at(`the mail ${messageId} of ${at} ms came again, and no death or lost answer explains it`);
  return look.finding();
}

/** Each is explained by the time that ends first, so that later ones are left for later mails. */
function unexplained(repeated: readonly AcceptedMail[], times: Evidence['injuries']['secondCopies']): AcceptedMail[] {
  const open = times.toSorted((one, other) => one.to - other.to).map((time) => ({ ...time }));
  return repeated.toSorted(byTime).filter(({ at }) => {
    const time = open.find(({ from, to, most }) => from <= at && at <= to && most > 0);
    if (time) time.most -= 1;
    return !time;
  });
}

const byTime = (one: AcceptedMail, other: AcceptedMail): number => one.at - other.at;

const isUnwanted = ({ state, reason }: Sources['mailRows'][number]): boolean =>
  state === 'parked' && reason !== undefined && UNWANTED.includes(reason);

/** `<event@domain>` */
const eventIdOf = (messageId: string): string => messageId.replace(/^<|@.*$/g, '');
