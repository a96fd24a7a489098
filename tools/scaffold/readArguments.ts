import { parseArgs } from 'node:util';
import type { Kind } from './register.ts';

const text = { type: 'string' } as const;
const no = { type: 'boolean', default: false } as const;

const USAGES: Record<Kind, string> = {
  subgraph: `npm run new:subgraph NAME [-- --entity ENTITY]
Makes subgraphs/NAME: a subgraph with one entity, a query and a mutation, stores and tests, and enters it wherever the shop
lists its services. docs/extending.md tells what to do then.

  NAME               its name, in the plural: 3 to 20 small letters, such as reviews
  --entity ENTITY    what it owns, such as Review; made from NAME where it is not given
  --help             this

Ends with 0 when it is there, 1 when something could not be done, 2 for a wrong or taken name and unknown options.`,
  worker: `npm run new:worker NAME
Makes events/workers/NAME: a worker that follows paid orders, with its store and tests, and enters it wherever the shop lists
its services. docs/extending.md tells what to do then.

  NAME      its name: 3 to 20 small letters, such as loyalty
  --help    this

Ends with 0 when it is there, 1 when something could not be done, 2 for a wrong or taken name and unknown options.`,
};

export type Arguments = { readonly kind: Kind; readonly name: string; readonly entity: string | undefined };

/** `--help` ends the process with 0, a wrong option with 2. @param given what follows the file's name on the command line. */
export function readArguments([first, ...given]: readonly string[]): Arguments {
  const kind: Kind = first === 'worker' ? 'worker' : 'subgraph';
  try {
    const options = kind === 'worker' ? { help: no } : { help: no, entity: text };
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    if ('help' in values && values.help) return end(0, USAGES[kind]);
    const [name, ...more] = positionals;
    if (name === undefined) return end(2, `say its NAME\n\n${USAGES[kind]}`);
    if (more.length > 0) return end(2, `one NAME only\n\n${USAGES[kind]}`);
    return { kind, name, entity: 'entity' in values ? String(values.entity) : undefined };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error}\n\n${USAGES[kind]}`);
  }
}

function end(code: number, message: string): never {
  (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  process.exit(code);
}
