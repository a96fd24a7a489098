import type { z } from 'zod';
import { AppError } from './errors.ts';

/**
 * The input as `schema` describes it.
 *
 * @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once.
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => ({ message, param: path.join('.') }));
  const fields = reasons.map(({ param, message }) => `${param || 'input'}: ${message}`).join('; ');
  throw new AppError('BAD_USER_INPUT', 'INVALID_INPUT', fields, { reasons });
}
