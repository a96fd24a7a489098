import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../paths.ts';
import { renderOrderStates } from './render.ts';

const FILE = 'docs/order-states.md';
const USAGE = `npm run docs:orders [-- --check]
Draws the life of an order from the code into ${FILE}.

  --check   writes nothing; ends with 1 when the file is not current
  --help    this`;

const options = { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

const { check, help } = readArguments();
if (help) console.log(USAGE);
else if (check) compare();
else {
  writeFileSync(join(projectRoot, FILE), renderOrderStates());
  console.log(`wrote ${FILE}`);
}

function compare(): void {
  if (readFileSync(join(projectRoot, FILE), 'utf8') === renderOrderStates()) return;
  console.log(`${FILE} is not what the code says: run \`npm run docs:orders\``);
  process.exitCode = 1;
}
