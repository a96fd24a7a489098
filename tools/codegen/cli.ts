import { existsSync, readFileSync } from 'node:fs';
import { glob, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from '../processes/fail.ts';
import { clientOperations } from './clientOperations.ts';
import { resolverTypes } from './resolverTypes.ts';
import { shopDocuments } from './shopDocuments.ts';

const HELP = `npm run codegen [-- --check]

Writes the TypeScript that follows from the schemas:
  subgraphs/*/generated.ts      resolver types, from schema.graphql and codegen.json
  **/*Client.generated.ts       typed operations, from *Client.graphql
  client/*.generated.ts         the typed client's documents, from client/operations and all schemas together

--check   writes nothing; exit code 1 when a file is not what would be written`;

const HEAD = '// Written by `npm run codegen`; change the .graphql file instead.\n';

const values = readArguments();
if (values.help) console.log(HELP);
else process.exitCode = await run(values.check ?? false);

function readArguments() {
  try {
    return parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return fail(error);
  }
}

async function run(check: boolean): Promise<number> {
  const stale: string[] = [];
  for await (const { file, text } of outputs()) {
    const current = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (current === text) continue;
    stale.push(file);
    if (!check) await writeFile(file, text);
  }
  for (const file of stale) console.log(`${check ? 'out of date' : 'wrote'} ${file}`);
  if (check && stale.length > 0) console.error('run `npm run codegen` and commit what it writes');
  return check && stale.length > 0 ? 1 : 0;
}

async function* outputs() {
  for await (const settings of glob('subgraphs/*/codegen.json')) {
    const folder = dirname(settings);
    yield { file: `${folder}/generated.ts`, text: `${HEAD}${tidy(await resolverTypes(folder))}` };
  }
  for await (const operations of glob('{subgraphs,events/workers}/*/adapters/*Client.graphql')) {
    const file = operations.replace(/\.graphql$/, '.generated.ts');
    yield { file, text: `${HEAD}${tidy(await clientOperations(operations))}` };
  }
  const { documents, possibleTypes } = await shopDocuments('client/operations');
  yield { file: 'client/documents.generated.ts', text: `${HEAD}${tidy(documents)}` };
  yield { file: 'client/possibleTypes.generated.ts', text: `${HEAD}${tidy(possibleTypes)}` };
}

function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
