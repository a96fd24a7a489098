import type { FileRules } from '#kernel/files/fileStore.ts';

/** Here images come in, by a ticket, and go out, by their ids below it. */
export const IMAGES_PATH = '/files/products/images';

export const IMAGE_RULES: FileRules = {
  maxBytes: 5 * 1024 * 1024,
  contentTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
};
