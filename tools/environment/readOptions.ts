import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * A command's options; `--help` prints `usage` and ends with 0. An unknown or wrong one ends the process with 2, after
 * saying what is wrong and how the command is used.
 */
export function readOptions<const Given extends Options>(usage: string, options: Given) {
  const all = { ...options, help: { type: 'boolean', default: false } } as const;
  try {
    const { values } = parseArgs({ options: all });
    if (!('help' in values && values.help)) return values;
    process.stdout.write(`${usage}\n`);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`);
    process.exit(2);
  }
  return process.exit(0);
}
