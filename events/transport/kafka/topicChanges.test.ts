import { describe, expect, it } from 'vitest';
import { settingsOf, topicNames } from '../../contracts/topicSettings.ts';
import { compare } from './topicChanges.ts';
import { definitionOf } from './topicDefinition.ts';

describe('what a topic should be', () => {
  it('has as many copies as there are brokers, three at most, and one fewer that must answer', () => {
    const copies = [1, 2, 3, 5].map((brokers) => {
      const { replication, settings } = definitionOf('orders.v1', brokers);
      return [replication, settings['min.insync.replicas']];
    });

    expect(copies).toEqual([
      [1, '1'],
      [2, '1'],
      [3, '2'],
      [3, '2'],
    ]);
  });

  it('asks no more copies to answer than there are of what is there already', () => {
    const required = [1, 2, 3].map((copies) => definitionOf('orders.v1', 3, copies).settings['min.insync.replicas']);

    expect(required).toEqual(['1', '1', '2']);
  });

  it('keeps dead letters for ever, beside every topic', () => {
    const [letters, others] = [true, false].map((isLetters) =>
      topicNames.filter((name) => name.endsWith('.dlq') === isLetters),
    );

    expect(letters).toEqual(others?.map((name) => `${name}.dlq`));
    expect(letters?.every((name) => settingsOf(name).retentionMs === -1)).toBe(true);
    expect(letters?.every((name) => definitionOf(name, 1).settings['max.message.bytes'] === '4194304')).toBe(true);
    expect(others?.every((name) => settingsOf(name).retentionMs === 7 * 24 * 3_600_000)).toBe(true);
  });
});

it('tells each difference of a topic, and none of one that is as it should be', () => {
  const wanted = definitionOf('orders.v1', 3);
  const settings = { ...wanted.settings, 'retention.ms': '1000' };

  expect(compare('shop.orders.v1', wanted, wanted)).toEqual([]);
  expect(compare('shop.orders.v1', undefined, wanted)).toMatchObject([{ topic: 'shop.orders.v1', kind: 'missing' }]);
  expect(compare('shop.orders.v1', { partitions: 6, replication: 1, settings }, wanted)).toMatchObject([
    { kind: 'partitions', is: '6', shouldBe: '4' },
    { kind: 'replication', is: '1', shouldBe: '3' },
    { kind: 'settings', is: 'retention.ms=1000', shouldBe: 'retention.ms=604800000' },
  ]);
});
