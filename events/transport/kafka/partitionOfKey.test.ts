import { randomBytes, randomUUID } from 'node:crypto';
import { Partitioners } from 'kafkajs';
import { expect, it } from 'vitest';
import { partitionOfKey } from './partitionOfKey.ts';

const PARTITIONS = 12;
const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => {
  return { partitionId, partitionErrorCode: 0, leader: 1, replicas: [1], isr: [1] };
});
const kafkajs = Partitioners.DefaultPartitioner();
const wantedFor = (key: string) => kafkajs({ topic: 'orders.v1', partitionMetadata, message: { key, value: '' } });

it.each([
  ['ids', () => randomUUID()],
  [
    'keys of any length',
    () =>
      randomBytes(20)
        .toString('latin1')
        .slice(Math.floor(Math.random() * 20)),
  ],
  ['one letter', () => 'a'],
  ['none', () => ''],
])('puts %s where kafkajs puts them', (_what, keyOf) => {
  const keys = Array.from({ length: 500 }, keyOf);

  expect(keys.map((key) => partitionOfKey(key, PARTITIONS))).toEqual(keys.map(wantedFor));
});
