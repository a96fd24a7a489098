import { join } from 'node:path';

import { completeKeys, handOutKeys, hasKeys, rotateKeyFolder, writeNewKeys } from './environment/keyFolder.ts';
import { loadDotEnv } from './environment/loadDotEnv.ts';
import { readOptions } from './environment/readOptions.ts';
import { dataDir } from './paths.ts';
import { fail } from './processes/fail.ts';

const MINUTE_MS = 60_000;

const USAGE = `npm run keys [-- OPTION…]
Writes the keys that sign access tokens and service calls to KEYS_DIR (default .data/keys): two public files, which
every process reads, and one private file for each service. Processes that run look every 10 seconds whether they changed.

  --if-missing     leaves keys that are there, without an error, and makes them for services that have come since
  --rotate         new keys beside the old ones. They sign from 5 minutes on; what the old ones signed is taken for 20 minutes
                   more, after which they are over. Nobody has to sign in or start again
  --in MINUTES     with --rotate: when the new ones sign. Everybody has to have the new files by then (0 to 1440)
  --force          replaces keys that are there, for when one was stolen: everybody has to sign in again
  --hand-out DIR   puts what each service needs, and no more, into DIR/<service>
  --help           this

Ends with 0 when it was done, 1 when not, 2 for an unknown option.`;

const no = { type: 'boolean', default: false } as const;
const options = readOptions(USAGE, {
  'if-missing': no,
  rotate: no,
  in: { type: 'string', default: '5' },
  force: no,
  'hand-out': { type: 'string' },
});

try {
  loadDotEnv();
  const dir = process.env['KEYS_DIR'] || join(dataDir(process.env), 'keys');
  console.log(change(dir));
  if (options['hand-out'] !== undefined) handOutKeys(dir, options['hand-out']);
} catch (error) {
  fail(error);
}

function change(dir: string): string {
  if (options.rotate) return rotate(dir);
  if (options['if-missing']) {
    const added = completeKeys(dir);
    return added.length > 0 ? `keys for ${added.join(', ')} written to ${dir}` : `${dir} has keys for all`;
  }
  if (hasKeys(dir) && !options.force)
    throw new Error(
      `${dir} has keys already: --if-missing adds those of new services, --rotate changes all, --force at once`,
    );
  writeNewKeys(dir);
  return `keys written to ${dir}`;
}

function rotate(dir: string): string {
  if (!hasKeys(dir)) throw new Error(`${dir} has no keys to rotate: run \`npm run keys\``);
  const { from, until } = rotateKeyFolder(dir, minutes(options.in) * MINUTE_MS);
  return `new keys in ${dir} sign from ${from.toISOString()}; the old ones are over at ${until.toISOString()}`;
}

function minutes(text: string): number {
  const number = Number(text);
  if (text !== '' && number >= 0 && number <= 1440) return number;
  throw new Error(`--in takes minutes from 0 to 1440, not ${text}`);
}
