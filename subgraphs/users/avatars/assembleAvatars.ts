import type { AvatarActions, AvatarTickets } from '../avatarPorts.ts';
import type { makeReplaceAvatar } from '../usecases/replaceAvatar.ts';
import type { avatarUrls } from './avatarFiles.ts';

/** What requests do with pictures of users, and where these are. */
export type Avatars = AvatarActions & ReturnType<typeof avatarUrls>;

type Deps = {
  readonly tickets: AvatarTickets;
  readonly replaceAvatar: ReturnType<typeof makeReplaceAvatar>;
  readonly urls: ReturnType<typeof avatarUrls>;
};

export const assembleAvatars = ({ tickets, replaceAvatar, urls }: Deps): Avatars => ({
  requestUpload: (holder) => tickets.issue({ subject: null, holder }),
  remove: (userId) => replaceAvatar(userId, null),
  ...urls,
});
