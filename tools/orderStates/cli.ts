import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { renderOrderStates } from './render.ts';

const FILE = 'docs/order-states.md';
const USAGE = `npm run docs:orders [-- --check]
Draws the life of an order from the code into ${FILE}.

  --check   writes nothing; ends with 1 when the file is not current
  --help    this`;

const { check } = readOptions(USAGE, { check: { type: 'boolean', default: false } });
if (check) compare();
else {
  writeFileSync(join(projectRoot, FILE), renderOrderStates());
  console.log(`wrote ${FILE}`);
}

function compare(): void {
  if (readFileSync(join(projectRoot, FILE), 'utf8') === renderOrderStates()) return;
  console.log(`${FILE} is not what the code says: run \`npm run docs:orders\``);
  process.exitCode = 1;
}
