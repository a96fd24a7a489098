import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { MOST_SESSIONS, mayHaveAccess, type Session, type SessionEvent, sessionDecider } from '../domain/session.ts';
import { outgoing } from '../outgoing.ts';
import type { SessionStore } from '../ports.ts';
import type { StoredSession } from '../sessionPorts.ts';
import { asItWas } from './asItWas.ts';
import type { UserModels } from './userModels.ts';

type Options = { mongo: Mongo; outbox: Outbox; models: UserModels };

/** Sessions in MongoDB. Used tokens are kept as long as they would have been good for, so that using one again shows. */
export function makeSessionStore({ mongo, outbox, models }: Options): SessionStore {
  return {
    ofToken: (tokenHash) => ofToken(models, tokenHash),
    advance: (before, events, at) =>
      mongo.transaction(async () => {
        const isStored = await writeSession(models, before, events.reduce(sessionDecider.evolve, before.state));
        if (isStored) await outbox.append(outgoing(before, events, at));
        return isStored;
      }),
    start: (account, session, events, at) =>
      mongo.transaction(async () => {
        // Written to, not just read: a change of the account that is under way could not be seen, only run into.
        const { matchedCount } = await models.users.updateOne(asItWas(account), { $inc: { touched: 1 } });
        if (matchedCount === 0) return false;
        await writeSession(models, session, events.reduce(sessionDecider.evolve, session.state));
        const ended = await endSurplus(models, session);
        await outbox.append([...outgoing(session, events, at), ...ended.flatMap((each) => outgoing(each, ENDED, at))]);
        return true;
      }),
  };
}

const ENDED: readonly SessionEvent[] = [{ type: 'SessionEnded', because: 'loggedOut' }];

/** Makes room for a session that was just stored. Joins the transaction around it. @returns those that ended. */
async function endSurplus({ sessions }: UserModels, { id, userId }: StoredSession) {
  const others = { userId, status: 'open', _id: mongoose.trusted({ $ne: id }) } as const;
  const surplus = await sessions
    .find(others, { _id: 1 })
    .sort({ expiresAt: -1 })
    .skip(MOST_SESSIONS - 1)
    .limit(MOST_SESSIONS) // what is still too many goes with the next ones
    .lean();
  const ids = surplus.map(({ _id }) => _id);
  if (ids.length > 0) await sessions.updateMany({ _id: mongoose.trusted({ $in: ids }) }, { status: 'ended' });
  return ids.map((each) => ({ id: each, userId }));
}

/**
 * Ends all open sessions of a user, and publishes that for each whose access tokens may still count. Joins the
 * transaction around it.
 *
 * @param at business time, for what is published. @param now real time.
 * @returns how many were open.
 */
export async function endAll(
  { outbox, models: { sessions } }: Pick<Options, 'outbox' | 'models'>,
  userId: string,
  { at, now }: { at: Date; now: Date },
): Promise<number> {
  const open = await sessions.find({ userId, status: 'open' }).lean();
  const ids = open.map(({ _id }) => _id);
  await sessions.updateMany({ _id: mongoose.trusted({ $in: ids }) }, { status: 'ended' });
  const live = open.filter(({ expiresAt }) => mayHaveAccess(expiresAt, now));
  await outbox.append(live.flatMap(({ _id: id }) => outgoing({ id, userId }, ENDED, at)));
  return open.length;
}

async function ofToken({ sessions, tokens }: UserModels, tokenHash: string): Promise<StoredSession | null> {
  const issued = await tokens.findById(tokenHash).lean();
  const row = issued && (await sessions.findById(issued.sessionId).lean());
  if (!row) return null;
  const { _id: id, userId, status, token, expiresAt } = row;
  return { id, userId, state: status === 'open' ? { status, token, expiresAt } : { status } };
}

/** Joins the transaction around it. @returns false, having written nothing, when `before` is no longer so. */
export async function writeSession(
  { sessions, tokens }: UserModels,
  { id, userId, state }: StoredSession,
  after: Session,
): Promise<boolean> {
  if (after.status !== 'open') {
    // Whatever token is current by now: a refresh that came in between does not save the session.
    return (await sessions.updateOne({ _id: id, status: 'open' }, { status: 'ended' })).matchedCount > 0;
  }
  const { token, expiresAt } = after;
  if (state.status === 'open') {
    const unused = { _id: id, status: 'open', token: state.token } as const;
    const { matchedCount } = await sessions.updateOne(unused, { token, expiresAt });
    if (matchedCount === 0) return false;
  } else {
    await sessions.create({ _id: id, userId, status: 'open', token, expiresAt });
  }
  await tokens.create({ _id: token, sessionId: id, expiresAt });
  return true;
}
