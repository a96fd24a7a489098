import { messageOf } from '#kernel/errors.ts';

/** A command that couldn't do its work: one plain line, never a stack, exit code 1. */
export function fail(error: unknown): never {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
}
