import type { Scope } from '#kernel/lifecycle.ts';
import { endWith } from '../endWith.ts';
import type { DeliveredMessage, Message, Transport } from '../transport/transport.ts';
import {
  DEAD_LETTER,
  type DeadLetterRecord,
  deadLetterTopic,
  originOf,
  readRecord,
  replayIn,
  type Writer,
} from './record.ts';

type Keyed = Pick<Message, 'topic' | 'key'>;
type Replayed = Keyed & Pick<Message, 'headers'>;
type Options = { readonly transport: Transport; readonly writer: Writer; readonly topics: readonly string[] };

/** What is known of a key with dead letters. */
type Parked = {
  /** Their origins: an event that fails again is no new letter. */
  readonly letters: Set<string>;
  /** Replays that run and of which an event has failed, so those behind it must wait again. Messages of two may be mixed. */
  readonly broken: Set<string>;
};

/**
 * The keys that one consumer may not go on with, because an earlier event of theirs is a dead letter.
 *
 * The dead letters themselves are what is remembered: their topics are read from the beginning at each start and
 * followed, so that whichever instance gets the key's next event knows.
 */
export class ParkedKeys {
  readonly #keys = new Map<string, Parked>();

  has(message: Keyed): boolean {
    return this.#keys.has(nameOf(message));
  }

  /** Whether this message itself has become a dead letter before: it comes again since its position was not committed. */
  isLetter(message: DeliveredMessage): boolean {
    const isReplayed = message.headers[DEAD_LETTER.replayFor] !== undefined;
    return !isReplayed && (this.#keys.get(nameOf(message))?.letters.has(originOf(message)) ?? false);
  }

  /** Whether the replay that this message belongs to has failed. */
  isReplayBroken(message: Replayed): boolean {
    return this.#keys.get(nameOf(message))?.broken.has(replayIn(message.headers)) ?? false;
  }

  /** Whether the replay that ends with this message, of so many letters, has settled all there are. */
  isSettledBy(letters: number, message: Replayed): boolean {
    const known = this.#keys.get(nameOf(message));
    return known === undefined || (!this.isReplayBroken(message) && known.letters.size === letters);
  }

  /** Takes notice of a record, one's own at once or another's when it arrives. */
  note(record: DeadLetterRecord): void {
    const name = nameOf(record);
    if (record.kind === 'released') {
      this.#keys.delete(name);
      return;
    }
    const known = this.#keys.get(name) ?? { letters: new Set<string>(), broken: new Set<string>() };
    this.#keys.set(name, known);
    if (record.origin !== undefined) known.letters.add(record.origin);
    if (record.kind === 'kept') known.broken.delete(record.replay);
    else if (record.isReplayed) known.broken.add(record.replay);
  }
}

const nameOf = ({ topic, key }: Keyed): string => `${topic}/${key}`;

/** Resolves when every record that was written until now has been read. */
export async function followParkedKeys({ transport, writer, topics }: Options, scope: Scope): Promise<ParkedKeys> {
  const parked = new ParkedKeys();
  const subscription = await transport.broadcast({
    topics: topics.map(deadLetterTopic),
    since: new Date(0),
    handle: async (message) => {
      const record = readRecord(message);
      // Its own records were noted when they were written; by now they may be out of date.
      if (record?.consumer === writer.consumer && record.writer !== writer.instance) parked.note(record);
    },
  });
  endWith(scope, subscription);
  return parked;
}
