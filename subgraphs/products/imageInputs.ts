import { z } from 'zod';
import { parseInput } from '#kernel/validation.ts';
import { MAX_IMAGES } from './domain/images.ts';

const id = z.string().min(1).max(100);

const upload = z.object({
  productId: id,
  alt: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !/\p{Cc}/u.test(text), 'must have no line breaks or other control characters'),
});

const removal = z.object({ productId: id, imageId: id });

const arrangement = z.object({ productId: id, imageIds: z.array(id).max(MAX_IMAGES) });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT), as the readers below: every bad field at once. */
export const readImageUpload = (input: object) => parseInput(upload, input);

export const readRemoveImage = (input: object) => parseInput(removal, input);

export const readArrangeImages = (input: object) => parseInput(arrangement, input);
