import type { FileRules } from '#kernel/files/fileStore.ts';

/** Here pictures come in, by a ticket, and go out, by their ids below it. */
export const AVATARS_PATH = '/files/users/avatars';

export const AVATAR_RULES: FileRules = {
  maxBytes: 1024 * 1024,
  contentTypes: ['image/jpeg', 'image/png', 'image/webp'],
};

/** @param publicUrl where the world reaches the gateway. */
export const avatarUrls = (publicUrl: string) => ({
  urlOf: (avatarId: string): string => `${publicUrl}${AVATARS_PATH}/${avatarId}`,
  uploadUrlOf: (token: string): string => `${publicUrl}${AVATARS_PATH}?ticket=${token}`,
});
