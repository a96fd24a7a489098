import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { profiled } from '#testing/profile.ts';
import { openPlaces } from './places.ts';
import { processOf, scopeForTest } from './testing/eventsUnderTest.ts';

it('remembers where events were read, and asks an index once for many', async () => {
  const { mongo, scope } = await processOf(testMongo());
  const places = await openPlaces(mongo, scope);
  const ids = Array.from({ length: 201 }, () => randomUUID());
  for (const [index, id] of ids.entries()) places.note('orders.v1', id, { partition: 3, offset: String(index) });
  const [first = '', last = ''] = [ids[0], ids[200]];

  await vi.waitFor(async () => expect((await places.find(ids)).size).toBe(201), { timeout: 15_000, interval: 100 });

  const found = await places.find([first, last, randomUUID()]);
  expect(Object.fromEntries(found)).toEqual({
    [first]: { topic: 'orders.v1', partition: 3, offset: '0' },
    [last]: { topic: 'orders.v1', partition: 3, offset: '200' },
  });
  const queries = await profiled(mongo.connection, () => places.find(ids));
  expect(queries.map(({ plan }) => plan)).toEqual(['IXSCAN { places.id: 1 }']);
});

it('writes what it has when the process stops', async () => {
  const { mongo, scope } = await processOf(testMongo());
  const stopping = scopeForTest();
  const places = await openPlaces(mongo, stopping);
  const id = randomUUID();
  places.note('payments.v1', id, { partition: 0, offset: '7' });

  await stopping.stop();

  const reader = await openPlaces(mongo, scope);
  expect((await reader.find([id])).get(id)).toEqual({ topic: 'payments.v1', partition: 0, offset: '7' });
});
