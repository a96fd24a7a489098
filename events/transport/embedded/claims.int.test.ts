import { describe, expect, it } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { processOf } from '../../testing/eventsUnderTest.ts';
import { Claims } from './claims.ts';
import { Log } from './log.ts';
import { type LogRow, partitionsOf, rowId } from './logRows.ts';

async function logDatabase() {
  const { connection } = (await processOf(testMongo())).mongo;
  return connection.getClient().db(connection.name);
}

it('members of two versions, which read different topics, agree on who reads what', async () => {
  const database = await logDatabase();
  const versions = [
    ['mails.v1', 'users.v1'],
    ['mails.v1', 'orders.v1', 'users.v1'],
  ];
  const members = ['a', 'b', 'c', 'd', 'e'].map((member, index) => {
    const topics = versions[index % 2] ?? [];
    return { topics, claims: new Claims({ database, group: 'readers', member, topics }) };
  });
  for (const { topics, claims } of members) {
    await claims.prepare(partitionsOf(topics));
    await claims.renew();
  }

  const shares = await Promise.all(members.map(({ topics, claims }) => claims.divide(partitionsOf(topics))));

  const all = partitionsOf(['mails.v1', 'orders.v1', 'users.v1']);
  const owners = shares.flatMap(({ share }) => [...share]);
  expect(owners.toSorted()).toEqual(all.toSorted());
  expect(Math.max(...shares.map(({ share }) => share.size))).toBeLessThanOrEqual(6);
});

describe('the first message since some time', () => {
  it('is found in each partition, whether it begins before or later', async () => {
    const rows = (await logDatabase()).collection<LogRow>('log');
    const log = new Log(rows);
    await log.ensureIndexes();
    const at = (partition: string, offset: number, seconds: number): LogRow => {
      const timestamp = new Date(seconds * 1_000);
      return { _id: rowId(partition, offset), partition, key: 'k', value: '', headers: {}, timestamp };
    };
    await rows.insertMany([at('t/0', 5, 10), at('t/0', 6, 20), at('t/0', 7, 30), at('t/1', 0, 25)]);
    const firstSince = async (seconds: number) =>
      Object.fromEntries(await log.firstSince(['t/0', 't/1', 't/2'], new Date(seconds * 1_000)));

    expect(await firstSince(0)).toEqual({ 't/0': 5, 't/1': 0 });
    expect(await firstSince(15)).toEqual({ 't/0': 6, 't/1': 0 });
    expect(await firstSince(28)).toEqual({ 't/0': 7 });
  });
});
