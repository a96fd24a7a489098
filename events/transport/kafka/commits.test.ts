import type { TopicPartitionOffset } from 'kafkajs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Commits } from './commits.ts';

function underTest(commit: (positions: TopicPartitionOffset[]) => Promise<void> = () => Promise.resolve()) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const told: TopicPartitionOffset[][] = [];
  const failures: unknown[] = [];
  const commits = new Commits({
    commit: (positions) => {
      told.push(positions);
      return commit(positions);
    },
    onFailure: (error) => failures.push(error),
  });
  commits.begin(new Set(['orders.v1/0', 'orders.v1/1']));
  return { commits, told, failures };
}

const at = (partition: number, offset: number) => ({ topic: 'orders.v1', partition, offset: String(offset) });

it('commits all partitions together, each as far as it is', async () => {
  const { commits, told } = underTest();
  for (const position of [at(0, 1), at(1, 7), at(0, 2)]) commits.note(position);

  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toEqual([[at(0, 2), at(1, 7)]]);
});

it('commits at once when it ends, and what is noted later never', async () => {
  const { commits, told } = underTest();
  commits.note(at(0, 1));

  await commits.end();
  commits.note(at(0, 2));
  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toEqual([[at(0, 1)]]);
});

it('tries again what could not be committed', async () => {
  let isAway = true;
  const { commits, told, failures } = underTest(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()));
  commits.note(at(0, 1));
  commits.note(at(1, 1));
  await vi.advanceTimersByTimeAsync(200);
  isAway = false;
  commits.note(at(0, 2));

  await vi.advanceTimersByTimeAsync(1_000);

  expect(failures).toHaveLength(1);
  expect(told).toEqual([
    [at(0, 1), at(1, 1)],
    [at(0, 2), at(1, 1)],
  ]);
});

it('forgets what could not be committed before the group was divided anew: others may be further', async () => {
  let isAway = true;
  const { commits, told } = underTest(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()));
  commits.note(at(0, 1));
  commits.note(at(1, 1));
  await vi.advanceTimersByTimeAsync(200);
  isAway = false;

  commits.begin(new Set(['orders.v1/1']));
  commits.note(at(0, 2));
  await vi.advanceTimersByTimeAsync(1_000);
  commits.note(at(1, 9));
  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toEqual([[at(0, 1), at(1, 1)], [at(1, 9)]]);
});

it('commits what came while it was committing', async () => {
  const answer = Promise.withResolvers<void>();
  const { commits, told } = underTest(() => answer.promise);
  commits.note(at(0, 1));
  await vi.advanceTimersByTimeAsync(200);
  commits.note(at(0, 2));
  answer.resolve();

  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toEqual([[at(0, 1)], [at(0, 2)]]);
});
