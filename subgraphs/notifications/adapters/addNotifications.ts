import mongoose, { type Model } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { currentCausationId, currentRequestId, currentTraceparent } from '#kernel/callContext.ts';
import { commitOnce } from '#kernel/mongo/commitOnce.ts';
import { makeGroupCommit } from '#kernel/mongo/groupCommit.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { addedOf } from '../outgoing.ts';
import type { Notification, NotificationStore } from '../ports.ts';

/** `recordedAt`: real time. `requestId`: on whose request the event happened; missing where there was none. */
export type NotificationRow = Omit<Notification, 'id'> & {
  _id: string;
  eventId: string;
  /** Among all that its user's inbox was given, from 1; missing where none were counted yet. */
  place?: number;
  recordedAt?: Date;
  requestId?: string;
};

type Deps = { mongo: Mongo; model: Model<NotificationRow>; outbox: Outbox };
type Wanted = {
  readonly row: NotificationRow;
  readonly causationId: string | undefined;
  readonly traceparent: string | undefined;
};

/**
 * Adds each event's notification once. What arrives while a transaction runs goes into the next one: all of a person's
 * notifications count up one document, and a caller who has given up and asks again must not add to what it waits for.
 */
export function makeAddNotification({ mongo, model, outbox }: Deps): NotificationStore['add'] {
  const commit = async (batch: readonly Wanted[]): Promise<PromiseSettledResult<Notification>[]> => {
    const eventIds = batch.map(({ row }) => row.eventId);
    const found = await model.find({ eventId: mongoose.trusted({ $in: eventIds }) }).lean<NotificationRow[]>();
    const told = new Map(found.map((row) => [row.eventId, row]));
    const fresh: Wanted[] = [];
    for (const wanted of batch) {
      if (told.has(wanted.row.eventId)) continue;
      told.set(wanted.row.eventId, wanted.row);
      fresh.push(wanted);
    }
    if (fresh.length > 0) await commitOnce(mongo, () => write(fresh));
    return batch.map(({ row }) => ({ status: 'fulfilled', value: notificationOf(told.get(row.eventId) ?? row) }));
  };
  const write = async (fresh: readonly Wanted[]): Promise<void> => {
    await outbox.append(
      fresh.map(({ row, causationId = null, traceparent }) => ({
        ...addedOf(notificationOf(row)),
        requestId: row.requestId,
        traceparent,
        causationId,
      })),
    );
    // Behind the outbox: who counts up a user's messages there is alone with this user's places until it commits.
    const nextPlace = await placesBehind(model, new Set(fresh.map(({ row }) => row.userId)));
    await model.insertMany(fresh.map(({ row }) => ({ ...row, place: nextPlace(row.userId) })));
  };
  const together = makeGroupCommit({ commit });
  return ({ id, ...columns }, eventId) => {
    const requestId = currentRequestId();
    const row = { _id: id, eventId, ...columns, recordedAt: new Date(), ...(requestId !== undefined && { requestId }) };
    return together({ row, causationId: currentCausationId(), traceparent: currentTraceparent() });
  };
}

/** @returns what takes a user's next place. */
async function placesBehind(model: Model<NotificationRow>, userIds: ReadonlySet<string>) {
  const last = await model.aggregate<{ _id: string; place?: number }>([
    { $match: { userId: { $in: [...userIds] } } },
    { $sort: { userId: 1, place: -1 } },
    { $group: { _id: '$userId', place: { $first: '$place' } } },
  ]);
  const places = new Map(last.map(({ _id, place = 0 }) => [_id, place]));
  return (userId: string): number => {
    const place = (places.get(userId) ?? 0) + 1;
    places.set(userId, place);
    return place;
  };
}

export function notificationOf({
  _id: id,
  eventId: _event,
  place: _place,
  recordedAt: _at,
  requestId: _request,
  ...columns
}: NotificationRow): Notification {
  return { id, ...columns };
}
