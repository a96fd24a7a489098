import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { renderCatalogue } from './catalogue.ts';
import type { Change } from './change.ts';
import { compareContracts } from './compare.ts';
import { currentPictures } from './picture.ts';
import { readReleased, releaseOf, writeReleased } from './released.ts';
import { whoIsWho } from './whoIsWho.ts';

const RELEASED = join(projectRoot, 'events/contracts/released');
const CATALOGUE = 'docs/event-catalogue.md';
const USAGE = `npm run contracts -- [--check] [--docs] [--release]
Holds the contracts of events (events/contracts) to what was released last (events/contracts/released).

  --check          ends with 1 after a breaking change, or when ${CATALOGUE} is not current; writes nothing
  --docs           writes ${CATALOGUE}
  --release        what the contracts say now is released; refused after a breaking change
  --readers-first  with --release: every reader will run the new version before the first such event is published
  --help           this`;

const no = { type: 'boolean', default: false } as const;
const options = readOptions(USAGE, { check: no, docs: no, release: no, 'readers-first': no });

const WORDS: Record<Change['severity'], string> = {
  breaking: 'BREAKING      ',
  readersFirst: 'READERS FIRST ',
  additive: 'additive      ',
};
const ADVICE: Record<Change['severity'], string> = {
  breaking: 'A breaking change is a new topic (orders.v2) beside the old one, until every reader has moved.',
  readersFirst: 'Readers must know it before it is published: npm run contracts -- --release --readers-first.',
  additive: 'Additive changes are fine; npm run contracts -- --release takes them over.',
};

const pictures = currentPictures();
const released = readReleased(RELEASED);
const changes = compareContracts(released, pictures);
const catalogue = () => renderCatalogue(pictures, { released: readReleased(RELEASED), ...whoIsWho(projectRoot) });

for (const { severity, where, what } of changes) console.log(`${WORDS[severity]} ${where.trim()}: ${what}`);
for (const severity of new Set(changes.map((change) => change.severity))) console.log(ADVICE[severity]);
if (changes.length === 0) console.log('the contracts are as they were released');

const grave = changes.filter(
  ({ severity }) => severity === 'breaking' || (severity !== 'additive' && !options['readers-first']),
);
if (options.release) release();
if (options.docs) {
  writeFileSync(join(projectRoot, CATALOGUE), catalogue());
  console.log(`wrote ${CATALOGUE}`);
}
if (options.check) check();
if (grave.length > 0) process.exitCode = 1;

function release(): void {
  if (grave.length === 0) writeReleased(RELEASED, releaseOf(pictures, released, new Date().toISOString().slice(0, 10)));
  console.log(grave.length === 0 ? 'released' : 'nothing was released');
}

function check(): void {
  if (readFileSync(join(projectRoot, CATALOGUE), 'utf8') === catalogue()) return;
  console.log(`${CATALOGUE} is not what the contracts say: run \`npm run contracts -- --docs\``);
  process.exitCode = 1;
}
