import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { followEvents } from '../broadcast.ts';
import { startConsumer } from '../consumer.ts';
import { loginMessage, processOf, published, scopeForTest } from '../testing/eventsUnderTest.ts';
import type { DeliveredMessage, Position, Transport } from '../transport/transport.ts';
import { DEAD_LETTER } from './record.ts';
import { replayOf } from './replay.ts';

const TOPIC = 'users.v1';
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** A consumer that fails on the sequences in `broken`, what it has handled, and where it was told that it lies. */
async function consuming(transport: Transport, name: string, broken = new Set<number>()) {
  const handled: number[] = [];
  const places: string[] = [];
  const scope = scopeForTest();
  const handle = async ({ sequence }: { sequence: number }, { position }: { position: Position }) => {
    if (broken.has(sequence)) throw new Error(`${sequence} is broken`);
    handled.push(sequence);
    places.push(placeOf(position));
  };
  await startConsumer({ transport, name, handlers: { [TOPIC]: handle } }, scope);
  return { handled, places, broken, stop: () => scope.stop() };
}

const placeOf = ({ partition, offset }: Position) => `${partition} at ${offset}`;

/** A key whose second event is poison, so that the third waits behind it. */
async function parkedKey() {
  const { transport } = await processOf(testMongo());
  const key = randomUUID();
  const consumer = await consuming(transport, 'logins', new Set([2]));
  const records = await published(transport, `${TOPIC}.dlq`);
  const publish = (...sequences: number[]) => transport.publish(sequences.map((each) => loginMessage(key, each)));
  await publish(1, 2, 3);
  await until(() => expect(kindsOf(records)).toEqual(['poison', 'parked']));
  const messagesOf = (letters: readonly DeliveredMessage[], known: number) =>
    replayOf({
      consumer: 'logins',
      topic: TOPIC,
      key,
      letters: letters.map((letter) => ({ ...letter, origin: letter.headers[DEAD_LETTER.origin] ?? '' })),
      known,
    });
  const replay = (letters: readonly DeliveredMessage[], known: number) => transport.publish(messagesOf(letters, known));
  return { transport, key, consumer, records, publish, replay, messagesOf };
}

const kindsOf = (records: readonly DeliveredMessage[]) => records.map(({ headers }) => headers[DEAD_LETTER.kind]);

it('a replay lets the consumer go on with the key, in order, also after a restart', async () => {
  const { transport, consumer, records, publish, replay } = await parkedKey();
  consumer.broken.clear();

  await replay([...records], 2);
  await publish(4);

  await until(() => expect(consumer.handled).toEqual([1, 2, 3, 4]));
  await until(() => expect(kindsOf(records)).toEqual(['poison', 'parked', 'released']));
  await consumer.stop();
  const restarted = await consuming(transport, 'logins');
  await publish(5);
  await until(() => expect(restarted.handled).toEqual([5]));
});

it('what comes again is told where it came first', async () => {
  const { transport, consumer, records, replay } = await parkedKey();
  const messages = await published(transport, TOPIC);
  const places = messages.map(placeOf);
  consumer.broken.clear();

  await replay([...records], 2);

  await until(() => expect(consumer.handled).toEqual([1, 2, 3]));
  expect(consumer.places).toEqual(places);
});

it('what fails again waits again, and so does what follows it', async () => {
  const { consumer, records, publish, replay } = await parkedKey();

  await replay([...records], 2);
  await publish(4);

  await until(() => expect(kindsOf(records)).toEqual(['poison', 'parked', 'poison', 'parked', 'kept', 'parked']));
  expect(consumer.handled).toEqual([1]);
  const origins = records.map(({ headers }) => headers[DEAD_LETTER.origin]);
  expect(origins.slice(2, 4)).toEqual(origins.slice(0, 2));
});

it('the key stays parked while it has a letter that the replay did not know of', async () => {
  const { consumer, records, publish, replay } = await parkedKey();
  consumer.broken.clear();
  const known = [...records];
  await publish(4);
  await until(() => expect(records).toHaveLength(3));

  await replay(known, 2);
  await until(() => expect(kindsOf(records)).toEqual(['poison', 'parked', 'parked', 'kept']));
  await replay(records.slice(2, 3), 3);

  await until(() => expect(consumer.handled).toEqual([1, 2, 3, 4]));
  await until(() => expect(kindsOf(records).at(-1)).toBe('released'));
});

it('a letter that is left out is skipped for good', async () => {
  const { consumer, records, publish, replay } = await parkedKey();

  await replay(records.slice(1), 2);
  await publish(4);

  await until(() => expect(consumer.handled).toEqual([1, 3, 4]));
});

it('nobody else hears of it: no other consumer, no live stream', async () => {
  const { transport, consumer, records, replay } = await parkedKey();
  const other = await consuming(transport, 'others');
  const live: number[] = [];
  const scope = scopeForTest();
  await followEvents({ transport, handlers: { [TOPIC]: ({ sequence }) => void live.push(sequence) } }, scope);
  consumer.broken.clear();

  await replay([...records], 2);
  await until(() => expect(consumer.handled).toEqual([1, 2, 3]));
  await transport.publish([loginMessage(randomUUID(), 9)]);

  await until(() => expect(live).toEqual([9]));
  await until(() => expect(other.handled.toSorted()).toEqual([1, 2, 3, 9]));
});

it('two replays at the same moment, however their messages are mixed, let no key flow whose letters fail', async () => {
  const { transport, records, messagesOf } = await parkedKey();
  const letters = [...records];
  const [one, other] = [messagesOf(letters, 2), messagesOf(letters, 2)];

  await transport.publish(one.flatMap((message, place) => [message, other[place] ?? message]));

  const ends = () => kindsOf(records).filter((kind) => kind === 'released' || kind === 'kept');
  await until(() => expect(ends()).toEqual(['kept', 'kept']));
});
