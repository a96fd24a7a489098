import { expect, it } from 'vitest';
import { type LogRow, messageOfRow, rowId } from './logRows.ts';
import { LogTail } from './logTail.ts';

const PARTITION = 'orders.v1/0';

const row = (offset: number): LogRow => {
  const _id = rowId(PARTITION, offset);
  return { _id, partition: PARTITION, key: 'o1', value: '{}', headers: {}, timestamp: new Date(0) };
};

/** A log with the offsets 0 to `count` - 1, and a note of what was read from it. */
function logOf(count: number) {
  const rows = Array.from({ length: count }, (_, offset) => row(offset));
  const reads: number[] = [];
  let during = () => {};
  const tail = new LogTail(async (_partition, offset) => {
    reads.push(offset);
    const found = rows.slice(offset).map(messageOfRow);
    during();
    return found;
  });
  const offsetsFrom = async (offset: number) => (await tail.read(PARTITION, offset)).map((each) => Number(each.offset));
  const whileReading = (then: () => void) => {
    during = then;
  };
  return { rows, reads, tail, offsetsFrom, whileReading };
}

it('asks the database once, and hands on what is announced after that', async () => {
  const { reads, tail, offsetsFrom } = logOf(3);

  expect(await offsetsFrom(1)).toEqual([1, 2]);
  tail.add(row(3));
  tail.add(row(3));
  tail.add(row(4));

  expect(await offsetsFrom(3)).toEqual([3, 4]);
  expect(await offsetsFrom(2)).toEqual([2, 3, 4]);
  expect(await offsetsFrom(5)).toEqual([]);
  expect(reads).toEqual([1]);
});

it('asks the database for what came before, after a gap, and after it forgot', async () => {
  const { rows, reads, tail, offsetsFrom } = logOf(3);
  await offsetsFrom(2);

  expect(await offsetsFrom(0)).toEqual([0, 1, 2]);
  rows.push(row(3), row(4));
  tail.add(row(4));
  expect(await offsetsFrom(3)).toEqual([3, 4]);
  tail.forget();
  expect(await offsetsFrom(5)).toEqual([]);

  expect(reads).toEqual([2, 0, 3, 5]);
});

it('does not take a read for the newest when a message came while it was under way', async () => {
  const { rows, reads, tail, offsetsFrom, whileReading } = logOf(1);
  whileReading(() => {
    if (rows.length > 1) return;
    rows.push(row(1));
    tail.add(row(1));
  });

  expect(await offsetsFrom(0)).toEqual([0]);
  expect(await offsetsFrom(1)).toEqual([1]);
  expect(reads).toEqual([0, 1]);
});

it('hands on nothing that is in front of a gap as if it were behind it', async () => {
  const kept = [row(10), row(11), row(12)].map(messageOfRow);
  const tail = new LogTail(async (_partition, offset) => kept.filter((each) => Number(each.offset) >= offset));
  const offsetsFrom = async (offset: number) => (await tail.read(PARTITION, offset)).map((each) => Number(each.offset));

  expect(await offsetsFrom(0)).toEqual([10, 11, 12]);

  // Somebody who had got so far before the ones up to 9 were removed.
  expect(await offsetsFrom(2)).toEqual([10, 11, 12]);
});
