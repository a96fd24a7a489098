import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Manifest } from './persistedOperations.ts';

const apollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});
const plain = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads a list of operations: what Apollo's and Relay's tools write, `{ operations: [{ id, body }] }` or `{ id: body }`.
 *
 * @throws AppError BAD_USER_INPUT (BAD_MANIFEST).
 */
export function readManifest(file: string): Manifest {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const known = apollo.safeParse(content);
    if (known.success) return new Map(known.data.operations.map(({ id, body }) => [id, body]));
    return new Map(Object.entries(plain.parse(content)));
  } catch (error) {
    const message = `the list of operations ${file} can't be used: ${messageOf(error)}`;
    throw new AppError('BAD_USER_INPUT', 'BAD_MANIFEST', message, { cause: error });
  }
}
