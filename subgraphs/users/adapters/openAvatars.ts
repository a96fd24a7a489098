import { publicUrlOf } from '#kernel/config.ts';
import type { FileStore } from '#kernel/files/fileStore.ts';
import type { openTickets } from '#kernel/files/tickets.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { startRounds } from '#kernel/rounds.ts';
import { assembleAvatars } from '../avatars/assembleAvatars.ts';
import { avatarUrls } from '../avatars/avatarFiles.ts';
import { avatarRoutes } from '../avatars/avatarRoutes.ts';
import { makeReplaceAvatar } from '../usecases/replaceAvatar.ts';
import { makeAvatarStore } from './mongoAvatars.ts';

const SWEEP_EVERY_MS = 60_000;

type Deps = Omit<Parameters<typeof makeAvatarStore>[0], 'files'> & {
  files: FileStore;
  config: Parameters<typeof publicUrlOf>[0];
  tickets: Awaited<ReturnType<typeof openTickets>>;
  /** Business time. */
  now: () => Date;
};

/** Pictures of users: what requests do with them, and their routes. */
export function openAvatars({ config, tickets, now, files, ...database }: Deps, scope: Scope) {
  startRounds(files.sweep, { name: 'pictures of nobody', everyMs: SWEEP_EVERY_MS }, scope);
  const replaceAvatar = makeReplaceAvatar({ avatars: makeAvatarStore({ ...database, files }), now });
  const granted = tickets<null>('avatar');
  const urls = avatarUrls(publicUrlOf(config));
  return {
    avatars: assembleAvatars({ tickets: granted, replaceAvatar, urls }),
    routes: avatarRoutes({ files, tickets: granted, replaceAvatar, urlOf: urls.urlOf, logger: scope.logger }),
  };
}
