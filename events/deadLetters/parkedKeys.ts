import type { Scope } from '#kernel/lifecycle.ts';
import { endWith } from '../endWith.ts';
import type { Message, Transport } from '../transport/transport.ts';
import { type DeadLetterRecord, deadLetterTopic, readRecord, type Writer } from './record.ts';

type Keyed = Pick<Message, 'topic' | 'key'>;
type Options = { readonly transport: Transport; readonly writer: Writer; readonly topics: readonly string[] };

/** What is known of a key with dead letters. */
type Parked = {
  /** Their origins: an event that fails again is no new letter. */
  readonly letters: Set<string>;
  /** An event of the running replay has failed, so those behind it must wait again. */
  isReplayBroken: boolean;
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

  isReplayBroken(message: Keyed): boolean {
    return this.#keys.get(nameOf(message))?.isReplayBroken ?? false;
  }

  /** Whether a replay of so many letters has settled all there are. */
  isSettledBy(letters: number, message: Keyed): boolean {
    const known = this.#keys.get(nameOf(message));
    return known === undefined || (!known.isReplayBroken && known.letters.size === letters);
  }

  /** Takes notice of a record, one's own at once or another's when it arrives. */
  note(record: DeadLetterRecord): void {
    const name = nameOf(record);
    if (record.kind === 'released') {
      this.#keys.delete(name);
      return;
    }
    const known = this.#keys.get(name) ?? { letters: new Set<string>(), isReplayBroken: false };
    this.#keys.set(name, known);
    if (record.origin !== undefined) known.letters.add(record.origin);
    known.isReplayBroken = record.kind !== 'kept' && (known.isReplayBroken || record.isReplayed);
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
