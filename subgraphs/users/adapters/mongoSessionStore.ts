import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { type Session, sessionDecider } from '../domain/session.ts';
import { outgoing } from '../outgoing.ts';
import type { SessionStore, StoredSession } from '../ports.ts';
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
  };
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
