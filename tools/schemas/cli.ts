import { join } from 'node:path';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { compareSchemas, differing } from './compare.ts';
import { currentSchemas, type Schemas } from './currentSchemas.ts';
import { readReleased, writeReleased } from './released.ts';

const FOLDER = 'gateway/released';
const USAGE = `npm run schema:check [-- OPTIONS]
Names what would break clients of the last release (${FOLDER}): in the API of the gateway (api), and in what each
subgraph offers the gateway and other services.

  --release    what the schemas say now is released; refused after a breaking change
  --breaking   with --release: the breaking changes are meant, and the changelog says so
  --unchanged  ends with 1 when there is anything that --release has not taken over; writes nothing
  --help       this

Ends with 0 when nothing breaks, 1 when something does or has changed that must not, 2 for an unknown option.`;

const no = { type: 'boolean', default: false } as const;
const options = readOptions(USAGE, { release: no, breaking: no, unchanged: no });

try {
  process.exitCode = work();
} catch (error) {
  fail(error);
}

function work(): number {
  const current = currentSchemas(projectRoot);
  const released = readReleased(join(projectRoot, FOLDER));
  if (options.unchanged) return unchanged(released, current);
  const changes = compareSchemas(released, current);
  for (const { severity, schema, what } of changes) console.log(`${severity.padEnd(9)} ${schema}: ${what}`);
  const breaks = changes.some(({ severity }) => severity === 'breaking');
  if (!options.release) {
    if (changes.length === 0) console.log('nothing breaks clients of the last release');
    return breaks ? 1 : 0;
  }
  if (breaks && !options.breaking) {
    console.log('nothing was released: with --breaking the changes above are');
    return 1;
  }
  writeReleased(join(projectRoot, FOLDER), current);
  console.log(`wrote ${FOLDER}`);
  return 0;
}

function unchanged(released: Schemas, current: Schemas): number {
  const others = differing(released, current);
  if (others.length === 0) console.log('the schemas are as they were released');
  else console.log(`not as in ${FOLDER}: ${others.join(', ')}. npm run schema:check -- --release takes them over`);
  return others.length === 0 ? 0 : 1;
}
