import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { renderConfiguration } from './render.ts';

const FILE = 'docs/configuration.md';
const USAGE = `npm run docs:settings [-- --check]
Writes what can be configured, from the services' schemas and the gateway's settings, into ${FILE}.

  --check   writes nothing; ends with 1 when the file is not current
  --help    this`;

const { check } = readOptions(USAGE, { check: { type: 'boolean', default: false } });
const text = await renderConfiguration().catch(fail);
if (check) compare();
else {
  writeFileSync(join(projectRoot, FILE), text);
  console.log(`wrote ${FILE}`);
}

function compare(): void {
  if (readFileSync(join(projectRoot, FILE), 'utf8') === text) return;
  console.log(`${FILE} is not what the code says: run \`npm run docs:settings\``);
  process.exitCode = 1;
}
