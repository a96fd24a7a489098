import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { messageOf } from '#kernel/errors.ts';
import { embeddedLag, type KafkaLag } from './consumerLag.ts';
import { isReady } from './health.ts';
import type { Place } from './memberTable.ts';
import type { World } from './world.ts';

const LOOK_EVERY_MS = 250;
const ANSWER_MS = 5_000;
/** Those that publish events. */
const PUBLISHERS = ['users', 'products', 'orders', 'payments', 'notifications', 'email'] as const;

type Parts = {
  readonly client: mongoose.mongo.MongoClient;
  readonly prefix: string;
  readonly kafka: KafkaLag | undefined;
  readonly places: readonly Place[];
};

type Look = { readonly busy: readonly string[]; readonly ends: string };

/**
 * Quiet is what two looks one after the other find so, with no new message between them: a single look could see an outbox
 * before an event gets there, and the event's consumers after it.
 */
export function makeQuiet(parts: Parts): World['quiet'] {
  return async (withinMs) => {
    const deadline = Date.now() + withinMs;
    // The look before, if it was calm.
    for (let before: Look | undefined; ; ) {
      const look = await lookAt(parts).catch((error: unknown): Look => ({ busy: [messageOf(error)], ends: '' }));
      const isCalm = look.busy.length === 0;
      if (isCalm && before?.ends === look.ends) return;
      // A first calm look may have its second, however late it came.
      if (Date.now() > deadline && !(isCalm && before === undefined)) {
        throw new Error(`not quiet after ${withinMs} ms: ${look.busy.join('; ') || 'new events'}`);
      }
      before = isCalm ? look : undefined;
      await pause(LOOK_EVERY_MS);
    }
  };
}

async function lookAt({ client, prefix, kafka, places }: Parts): Promise<Look> {
  const of = (service: string) => client.db(`${prefix}_${service}`);
  const { behind, ends } = await (kafka ? kafka.read() : embeddedLag(of('events')));
  const pending = PUBLISHERS.map((name) =>
    some(of(name), 'outbox', { pending: true }, `events in the outbox of ${name}`),
  );
  const offset = (await of('clock').collection('offsets').findOne())?.['offsetMs'] ?? 0;
  const due = { dueAt: { $lte: new Date(Date.now() + Number(offset)) } };
  const work = await Promise.all([
    ...places.map(async ({ member, port }) => ((await isReady(port)) ? [] : [`${member} is not ready`])),
    ...pending,
    some(of('email'), 'mails', { state: 'waiting' }, 'mails that wait'),
    some(of('expiration'), 'timers', due, 'timers that are due'),
    some(of('payments'), 'payments', { dueAt: { $exists: true } }, 'payments that are not finished'),
  ]);
  return { busy: [...behind, ...work.flat()], ends };
}

async function some(database: mongoose.mongo.Db, collection: string, filter: object, what: string): Promise<string[]> {
  const count = await database.collection(collection).countDocuments(filter, { maxTimeMS: ANSWER_MS });
  return count === 0 ? [] : [`${count} ${what}`];
}
