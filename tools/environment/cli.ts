import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { findServices } from '../start/findServices.ts';
import { loadService } from '../start/loadService.ts';
import { startVariables } from '../start/settings.ts';

const FILE = '.env.example';

// `node tools/environment/cli.ts --check`: .env.example names every variable that a process of the shop reads, and no other.
const complaints = await compare().catch(fail);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function compare(): Promise<string[]> {
  const services = await Promise.all((await findServices()).map(loadService));
  const read = new Set([...services.flatMap(({ variables }) => variables), ...Object.keys(startVariables.shape)]);
  const shown = new Set(namesIn(readFileSync(join(projectRoot, FILE), 'utf8')));
  return [
    ...[...read.difference(shown)].sort().map((name) => `${FILE} lacks ${name}`),
    ...[...shown.difference(read)].sort().map((name) => `${FILE} shows ${name}, which nobody reads`),
  ];
}

/** `NAME=…` and `# NAME=…`: most variables stand as comments, with their defaults. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name);
}
