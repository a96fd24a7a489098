import { expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { dropOnCommit } from './dropOnCommit.ts';

const updated = (userId: string) =>
  ({ topic: 'users.v1', key: userId, type: 'UserUpdated', data: { userId }, occurredAt: new Date() }) as const;

/** A database that only tells what happens on it. */
function databaseUnderTest({ commits = true } = {}) {
  const told: string[] = [];
  const mongo = {
    transaction: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const result = await work();
      if (!commits) throw new AppError('UNAVAILABLE', 'TEST', 'nobody knows whether it was committed');
      told.push('committed');
      return result;
    },
  };
  const outbox = { append: async () => void told.push('written') };
  return { told, ...dropOnCommit({ mongo, outbox }, (userId) => void told.push(`dropped ${userId}`)) };
}

it('drops whom something was published about, once it is committed', async () => {
  const { mongo, outbox, told } = databaseUnderTest();

  await mongo.transaction(async () => {
    await outbox.append([updated('ana'), updated('ana')]);
    await outbox.append([updated('bob')]);
  });

  expect(told).toEqual(['written', 'written', 'committed', 'dropped ana', 'dropped bob']);
});

it('drops too when it is not known what became of a transaction', async () => {
  const { mongo, outbox, told } = databaseUnderTest({ commits: false });

  await expect(mongo.transaction(() => outbox.append([updated('ana')]))).rejects.toMatchObject({ reason: 'TEST' });

  expect(told).toEqual(['written', 'dropped ana']);
});
