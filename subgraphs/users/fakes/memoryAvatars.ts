import type { AvatarStore, AvatarTickets } from '../avatarPorts.ts';
import { aboutUser } from '../outgoing.ts';
import type { MemoryUsers } from './memoryUsers.ts';

/** Pictures of users in memory, for tests; no bytes. */
export function memoryAvatars(users: MemoryUsers, expiresAt: Date): { avatars: AvatarStore; tickets: AvatarTickets } {
  return {
    tickets: { issue: async ({ holder }) => ({ token: `ticket-of-${holder.userId}`, expiresAt }) },
    avatars: {
      replace: async (userId, avatarId, at) => {
        const before = users.accounts.get(userId);
        if (!before) return null;
        const { avatarId: replaced, ...rest } = before;
        if (avatarId === null && replaced === undefined) return before;
        const after = avatarId === null ? rest : { ...rest, avatarId };
        users.accounts.set(userId, after);
        users.published.push(aboutUser(userId, 'UserUpdated', at));
        return after;
      },
    },
  };
}
