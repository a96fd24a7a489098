import type { Logger } from '#kernel/logging.ts';
import type { BroadcastOptions, Subscription } from '../transport.ts';
import type { Log } from './log.ts';
import type { LogBell } from './logBell.ts';
import { beginningOf, offsetOfRow, partitionsOf, rowId } from './logRows.ts';
import { PartitionReader } from './partitionReader.ts';

type Parts = { readonly log: Log; readonly bell: LogBell; readonly logger: Logger };

/** Reads every partition of the topics, for this instance alone. With `since`, resolves when it has caught up. */
export async function broadcastFrom(
  { log, bell, logger }: Parts,
  { topics, since, handle }: BroadcastOptions,
): Promise<Subscription> {
  const partitions = partitionsOf(topics);
  const ends = new Map(await Promise.all(partitions.map(async (each) => [each, await log.last(each)] as const)));
  const firsts = since ? await log.firstSince(partitions, since) : new Map<string, string>();
  const caughtUp = new CatchUp(ends);

  const read = (partition: string) => {
    const end = ends.get(partition) ?? beginningOf(partition);
    const first = firsts.get(partition);
    const after = first === undefined ? end : rowId(partition, offsetOfRow(first) - 1);
    caughtUp.reached(partition, after);
    const onProgress = async (position: string) => caughtUp.reached(partition, position);
    return new PartitionReader({ log, partition, after, handle, onProgress, paused: false, logger });
  };
  const readers = new Map(partitions.map((partition) => [partition, read(partition)]));

  const stopListening = bell.listen((partition) => {
    for (const [each, reader] of readers) if (partition === 'any' || partition === each) reader.wake();
  });
  await caughtUp.done;
  return {
    pause: () => {
      for (const reader of readers.values()) reader.pause();
    },
    resume: () => {
      for (const reader of readers.values()) reader.resume();
    },
    stop: async () => {
      stopListening();
      await Promise.all([...readers.values()].map((reader) => reader.stop()));
    },
    health: () => bell.health(),
  };
}

/** Waits until each partition was read up to where it ended at the start. */
class CatchUp {
  readonly #ends: Map<string, string>;
  readonly #finished = Promise.withResolvers<void>();

  constructor(ends: ReadonlyMap<string, string>) {
    this.#ends = new Map(ends);
  }

  get done(): Promise<void> {
    return this.#finished.promise;
  }

  reached(partition: string, position: string): void {
    const end = this.#ends.get(partition);
    if (end !== undefined && position >= end) this.#ends.delete(partition);
    if (this.#ends.size === 0) this.#finished.resolve();
  }
}
