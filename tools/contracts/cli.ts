import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { renderCatalogue } from './catalogue.ts';
import { type Change, refusedOf } from './change.ts';
import { compareContracts } from './compare.ts';
import { currentPictures } from './picture.ts';
import { readReleased, releaseOf, writeReleased } from './released.ts';
import { whoIsWho } from './whoIsWho.ts';

const RELEASED = join(projectRoot, 'events/contracts/released');
const CATALOGUE = 'docs/event-catalogue.md';
const USAGE = `npm run contracts -- [--check] [--docs] [--release] [--unchanged]
Holds the contracts of events (events/contracts) to what was released last (events/contracts/released).

  --check          ends with 1 after a breaking change, or when ${CATALOGUE} is not current; writes nothing
  --docs           writes ${CATALOGUE}
  --release        what the contracts say now is released; refused after a breaking change
  --readers-first  with --release: every reader will run the new version before the first such event is published
  --unchanged      ends with 1 after any change that --release has not taken over; writes nothing
  --help           this`;

const no = { type: 'boolean', default: false } as const;
const options = readOptions(USAGE, { check: no, docs: no, release: no, 'readers-first': no, unchanged: no });

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

try {
  process.exitCode = work();
} catch (error) {
  fail(error);
}

function work(): number {
  const pictures = currentPictures();
  const released = readReleased(RELEASED);
  const { publishers, readers } = whoIsWho(projectRoot);
  const changes = compareContracts(released, pictures, readers);
  show(changes);
  const refused = refusedOf(changes, { readersFirst: options['readers-first'], unchanged: options.unchanged });
  const mayPass = refused.length === 0;
  if (options.release && mayPass)
    writeReleased(RELEASED, releaseOf(pictures, released, new Date().toISOString().slice(0, 10)));
  if (options.release) console.log(mayPass ? 'released' : 'nothing was released');
  const catalogue = () => renderCatalogue(pictures, { released: readReleased(RELEASED), publishers, readers });
  if (options.docs) write(catalogue());
  const isCurrent = !options.check || check(catalogue());
  return mayPass && isCurrent ? 0 : 1;
}

function show(changes: readonly Change[]): void {
  for (const { severity, where, what } of changes) console.log(`${WORDS[severity]} ${where.trim()}: ${what}`);
  for (const severity of new Set(changes.map((change) => change.severity))) console.log(ADVICE[severity]);
  if (changes.length === 0) console.log('the contracts are as they were released');
}

function write(catalogue: string): void {
  writeFileSync(join(projectRoot, CATALOGUE), catalogue);
  console.log(`wrote ${CATALOGUE}`);
}

function check(catalogue: string): boolean {
  if (readFileSync(join(projectRoot, CATALOGUE), 'utf8') === catalogue) return true;
  console.log(`${CATALOGUE} is not what the contracts say: run \`npm run contracts -- --docs\``);
  return false;
}
