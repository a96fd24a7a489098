import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { mayHaveAccess, type Session, sessionDecider } from '../domain/session.ts';
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
        await outbox.append(outgoing(session, events, at));
        return true;
      }),
  };
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
  const ended = [{ type: 'SessionEnded', because: 'loggedOut' }] as const;
  await outbox.append(live.flatMap(({ _id: id }) => outgoing({ id, userId }, ended, at)));
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
