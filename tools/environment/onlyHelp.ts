import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';

/** For a command without options: `--help` prints its usage and ends with 0, anything else is named and ends with 2. */
export function onlyHelp(usage: string): void {
  try {
    const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
    if (!values.help) return;
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`);
    process.exit(2);
  }
}
