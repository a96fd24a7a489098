import type { Logger } from '#kernel/logging.ts';
import { CatchUp } from '../catchUp.ts';
import { PartitionReader } from '../partitionReader.ts';
import type { BroadcastOptions, Subscription } from '../transport.ts';
import type { Log } from './log.ts';
import type { LogBell } from './logBell.ts';
import { partitionsOf } from './logRows.ts';
import type { LogTail } from './logTail.ts';

type Parts = { readonly log: Log; readonly tail: LogTail; readonly bell: LogBell; readonly logger: Logger };

/** Reads every partition of the topics for this instance alone. */
export async function broadcastFrom(
  { log, tail, bell, logger }: Parts,
  { topics, since, handle }: BroadcastOptions,
): Promise<Subscription> {
  const partitions = partitionsOf(topics);
  const ends = new Map(await Promise.all(partitions.map(async (each) => [each, await log.end(each)] as const)));
  const firsts = since ? await log.firstSince(partitions, since) : new Map<string, number>();
  const caughtUp = new CatchUp(ends);

  const read = (partition: string, end: number) => {
    let next = firsts.get(partition) ?? end;
    caughtUp.reached(partition, next);
    return new PartitionReader({
      partition,
      read: () => tail.read(partition, next),
      handle,
      atOnce: 1,
      onDone: async ({ offset }) => {
        next = Number(offset) + 1;
        caughtUp.reached(partition, next);
      },
      onCaughtUp: () => Promise.resolve(),
      paused: false,
      logger,
    });
  };
  const readers = new Map([...ends].map(([partition, end]) => [partition, read(partition, end)]));
  const stopListening = bell.listen(partitions, (partition) => {
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
