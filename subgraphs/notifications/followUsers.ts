import type { UserEvent } from '#events/contracts/users.v1.ts';

/** One store's part of forgetting a user. Repeatable. */
type Erase = (userId: string) => Promise<void>;

/** Erases what is kept about a user whose account was deleted. A repeat finds nothing left. */
export const makeFollowUsers =
  (erasures: readonly Erase[]) =>
  async ({ type, data: { userId } }: UserEvent): Promise<void> => {
    if (type !== 'UserDeleted') return;
    for (const erase of erasures) await erase(userId);
  };
