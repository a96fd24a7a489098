import { expect, it } from 'vitest';
import { makeFollowUsers } from './followUsers.ts';

const userId = 'a0000000-0000-4000-8000-000000000000';
const event = { id: userId, occurredAt: '2030-01-01T12:00:00.000Z', sequence: 1, data: { userId } } as const;

it('every store forgets a deleted user, and nobody else', async () => {
  const forgotten: string[] = [];
  const erase = (store: string) => async (id: string) => void forgotten.push(`${store} ${id}`);
  const follow = makeFollowUsers([erase('inbox'), erase('preferences')]);

  await follow({ ...event, type: 'UserBanned' });
  await follow({ ...event, type: 'UserUpdated' });
  expect(forgotten).toEqual([]);

  await follow({ ...event, type: 'UserDeleted' });
  expect(forgotten).toEqual([`inbox ${userId}`, `preferences ${userId}`]);
});
