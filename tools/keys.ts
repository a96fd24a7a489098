import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { completeKeys, hasKeys, writeNewKeys } from './environment/keyFolder.ts';
import { loadDotEnv } from './environment/loadDotEnv.ts';
import { dataDir } from './paths.ts';
import { fail } from './processes/fail.ts';

const USAGE = `npm run keys [-- --force | -- --if-missing]
Writes the keys that sign access tokens and service calls to KEYS_DIR (default .data/keys): two public files, which
every process reads, and one private file for each service.

  --force        replaces keys that are there: everybody has to sign in again, every process has to start again
  --if-missing   leaves keys that are there, without an error, and makes them for services that have come since
  --help         this`;

const options = {
  force: { type: 'boolean', default: false },
  'if-missing': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

try {
  const { force, 'if-missing': ifMissing, help } = parseArgs({ options }).values;
  if (help) console.log(USAGE);
  else write({ force, ifMissing });
} catch (error) {
  fail(error);
}

function write({ force, ifMissing }: { force: boolean; ifMissing: boolean }): void {
  loadDotEnv();
  const dir = process.env['KEYS_DIR'] || join(dataDir(process.env), 'keys');
  if (ifMissing) {
    const added = completeKeys(dir);
    if (added.length > 0) console.log(`keys for ${added.join(', ')} written to ${dir}`);
    return;
  }
  if (hasKeys(dir) && !force)
    throw new Error(`${dir} has keys already: --if-missing adds those of new services, --force replaces all`);
  writeNewKeys(dir);
  console.log(`keys written to ${dir}`);
}
