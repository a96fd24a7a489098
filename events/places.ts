import type mongoose from 'mongoose';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Topic } from './contracts/registry.ts';
import type { Position } from './transport/transport.ts';

/** Where in the log an event stands. */
type Place = { readonly topic: string; readonly partition: number; readonly offset: string };

export type Places = {
  /** Notes where an event was read, some seconds later and together with others. */
  note(topic: Topic, eventId: string, position: Pick<Position, 'partition' | 'offset'>): void;
  /** What is known of these events, in one query. */
  find(eventIds: readonly string[]): Promise<ReadonlyMap<string, Place>>;
};

type Noted = Place & { readonly id: string };
type PageRow = { places: Noted[]; writtenAt: Date };

const PAGE = 200;
const TURN_MS = 2_000;
/** As long as the log itself remembers. */
const KEPT_SECONDS = 7 * 24 * 3_600;

/**
 * The places of events that a consumer reads, so that somebody who looks for one in the log finds it. One write for up to
 * two hundred of them, after they were handled; what a dying process has not written is not known.
 */
export async function openPlaces(mongo: Mongo, scope: Scope): Promise<Places> {
  const { connection } = mongo;
  const pages: mongoose.mongo.Collection<PageRow> = connection
    .getClient()
    .db(connection.name)
    .collection('event_places');
  await pages.createIndex({ 'places.id': 1 });
  await pages.createIndex({ writtenAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });
  let page: Noted[] = [];
  const turn = async () => {
    if (page.length === 0) return;
    const places = page;
    page = [];
    // Nothing depends on it: an operator sees no place for these events.
    await pages
      .insertOne({ places, writtenAt: new Date() })
      .catch((err: unknown) => scope.logger.warn({ err, events: places.length }, 'places in the log were not noted'));
  };
  const timer = setInterval(turn, TURN_MS);
  scope.onStop(async () => {
    clearInterval(timer);
    await turn();
  });
  return {
    note: (topic, id, { partition, offset }) => {
      page.push({ id, topic, partition, offset });
      if (page.length >= PAGE) void turn();
    },
    find: async (eventIds) => {
      const wanted = { $in: [...eventIds] };
      const among = { $filter: { input: '$places', cond: { $in: ['$$this.id', [...eventIds]] } } };
      const rows = pages.aggregate<PageRow>([{ $match: { 'places.id': wanted } }, { $project: { places: among } }]);
      const found = (await rows.toArray()).flatMap(({ places }) => places);
      return new Map(found.map(({ id, ...place }) => [id, place]));
    },
  };
}
