import { requireUser } from '#kernel/auth/principal.ts';
import { AVATAR_RULES } from '../avatars/avatarFiles.ts';
import type { MutationResolvers } from '../generated.ts';
import type { UsersContext } from '../ports.ts';

/** The own picture; its bytes come by HTTP. */
export const avatarMutations = {
  requestAvatarUpload: async (_root, _arguments, { call, avatars }) => {
    const { token, expiresAt } = await avatars.requestUpload(requireUser(call.principal));
    const { maxBytes, contentTypes } = AVATAR_RULES;
    const uploadUrl = avatars.uploadUrlOf(token);
    return { uploadUrl, method: 'PUT', expiresAt, maxBytes, contentTypes: [...contentTypes] };
  },
  removeAvatar: async (_root, _arguments, { call, avatars }) => ({
    user: await avatars.remove(requireUser(call.principal).userId),
  }),
} satisfies MutationResolvers<UsersContext>;
