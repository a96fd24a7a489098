import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { currentRequestId, withCallContext } from '#kernel/callContext.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { processOf } from './testing/eventsUnderTest.ts';

type EffectRow = { _id: string; count: number; transaction: string };

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

async function opened() {
  const { mongo } = await processOf(testMongo());
  return { mongo, inbox: await openInbox(mongo, 'counter') };
}

const effectsOf = ({ connection }: Mongo) => connection.collection<EffectRow>('effects');

/** One more for this event, with the transaction in which that happened. */
async function count(mongo: Mongo, _id: string): Promise<void> {
  const session = mongo.session();
  const transaction = `${session?.id?.id.toString('hex')} ${session?.serverSession.txnNumber}`;
  const options = { upsert: true, ...(session && { session }) };
  await effectsOf(mongo).updateOne({ _id }, { $inc: { count: 1 }, $set: { transaction } }, options);
}

/** Nothing is called off. */
const calm = new AbortController().signal;

const countOnce = (inbox: Inbox, mongo: Mongo, id: string) => inbox.once(id, () => count(mongo, id), calm);

it('has the effects of many events once each, in few transactions', async () => {
  const { mongo, inbox } = await opened();
  const events = ids(150);

  const first = await Promise.all(events.map((id) => countOnce(inbox, mongo, id)));
  const again = await Promise.all([...events, ...ids(10)].map((id) => countOnce(inbox, mongo, id)));

  expect(first).toEqual(Array(150).fill(true));
  expect(again).toEqual([...Array(150).fill(false), ...Array(10).fill(true)]);

  const effects = await effectsOf(mongo).find().toArray();
  expect(effects).toHaveLength(160);
  expect(effects.every((each) => each.count === 1)).toBe(true);
  expect(new Set(effects.map(({ transaction }) => transaction)).size).toBeLessThan(20);
});

it('has them once although two instances handle the same ones at the same moment', async () => {
  const { mongo, inbox } = await opened();
  const other = await openInbox(mongo, 'counter');
  const events = ids(60);

  await Promise.all(events.flatMap((id) => [countOnce(inbox, mongo, id), countOnce(other, mongo, id)]));

  const effects = await effectsOf(mongo).find().toArray();
  expect(effects.map((each) => each.count)).toEqual(Array(60).fill(1));
});

it('keeps a failure to the one that failed, with no trace of it', async () => {
  const { mongo, inbox } = await opened();
  const [bad = '', ...good] = ids(40);
  const failing = async () => {
    await count(mongo, bad);
    throw new Error('after the effect');
  };

  const all = [...good.slice(0, 20), bad, ...good.slice(20)];
  const results = await Promise.allSettled(
    all.map((id) => (id === bad ? inbox.once(id, failing, calm) : countOnce(inbox, mongo, id))),
  );

  expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { message: /after/ } }]);
  const effects = await effectsOf(mongo).find().toArray();
  expect(effects.map(({ _id }) => _id).toSorted()).toEqual(good.toSorted());
  await inbox.once(bad, () => count(mongo, bad), calm);
  expect(await effectsOf(mongo).findOne({ _id: bad })).toMatchObject({ count: 1 });
});

it('takes the same event that waits twice for one', async () => {
  const { mongo, inbox } = await opened();
  const [first = '', twice = ''] = ids(2);

  await Promise.all([first, twice, twice, first].map((id) => countOnce(inbox, mongo, id)));

  expect((await effectsOf(mongo).find().toArray()).map((each) => each.count)).toEqual([1, 1]);
});

it('runs each effect for the request that caused its event', async () => {
  const { inbox } = await opened();
  const seen: unknown[] = [];
  const requests = ['request-1', 'request-2', 'request-3'];

  await Promise.all(
    requests.map((requestId) =>
      withCallContext({ requestId }, () =>
        inbox.once(randomUUID(), async () => void seen.push([requestId, currentRequestId()]), calm),
      ),
    ),
  );

  expect(seen).toEqual(requests.map((requestId) => [requestId, requestId]));
});

it('calls off what has not begun when its process stops', async () => {
  const { mongo, inbox } = await opened();
  const [running = '', ...waiting] = ids(30);
  const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const stopping = new AbortController();
  const slow = inbox.once(
    running,
    async () => {
      await count(mongo, running);
      begun.resolve();
      await release.promise;
    },
    stopping.signal,
  );
  await begun.promise;
  const others = waiting.map((id) => inbox.once(id, () => count(mongo, id), stopping.signal));

  stopping.abort(new Error('stopping'));
  release.resolve();

  expect(await slow).toBe(true);
  const outcomes = await Promise.allSettled(others);
  expect(outcomes.every((each) => each.status === 'rejected' && each.reason === stopping.signal.reason)).toBe(true);
  expect((await effectsOf(mongo).find().toArray()).map(({ _id }) => _id)).toEqual([running]);
});
