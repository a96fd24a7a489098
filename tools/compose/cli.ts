import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';
import { fail } from '../processes/fail.ts';
import { composeSupergraph } from './composeSupergraph.ts';

const HELP = `npm run compose [-- --check]

Composes the subgraphs that supergraph.yaml names into gateway/supergraph.graphql.

--check   writes nothing; exit code 1 when the file is not what would be written`;

const OUTPUT = 'gateway/supergraph.graphql';

const values = readArguments();
if (values.help) console.log(HELP);
else process.exitCode = run(values.check ?? false);

function readArguments() {
  try {
    return parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return fail(error);
  }
}

function run(check: boolean): number {
  try {
    return publish(compose(), check);
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

function compose(): string {
  const { supergraphSdl, hints } = composeSupergraph();
  for (const hint of hints) console.warn(`hint: ${hint}`);
  return supergraphSdl;
}

function publish(sdl: string, check: boolean): number {
  const current = existsSync(OUTPUT) ? readFileSync(OUTPUT, 'utf8') : '';
  if (current === sdl) return 0;
  if (check) {
    console.error(`${OUTPUT} is out of date: run \`npm run compose\` and commit it`);
    return 1;
  }
  writeFileSync(OUTPUT, sdl);
  console.log(`wrote ${OUTPUT}`);
  return 0;
}
