import { z } from 'zod';

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** One line that people see, so many characters long without the blanks around it. */
export const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => !CONTROL.test(value), 'must not have line breaks or control characters');

/** Kept as it is: two keys that look alike are two keys. */
export const idempotencyKey = z
  .string()
  .min(8)
  .max(100)
  .refine((value) => !CONTROL.test(value), 'must not have control characters')
  .refine((value) => value.trim() !== '', 'must not be only spaces');

export const id = z.string().min(1).max(100);

/** An optional field of an input: null is the same as not given. */
export const optional = <Output>(schema: z.ZodType<Output>) =>
  schema.nullish().transform((value): Output | null => value ?? null);
