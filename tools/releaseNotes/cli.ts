import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { notesOf, versionOf } from './notesOf.ts';

const USAGE = `npm run -s release:notes -- [--tag TAG]
Prints what CHANGELOG.md says of the version in package.json.

  --tag TAG   ends with 1 when it is not v and that version
  --help      this

Ends with 0 when there are notes, 1 when not, 2 for an unknown option.`;

const { tag } = readOptions(USAGE, { tag: { type: 'string' } });

try {
  const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  process.stdout.write(notesOf(read('CHANGELOG.md'), tag === undefined ? version : versionOf(tag, version)));
} catch (error) {
  fail(error);
}
