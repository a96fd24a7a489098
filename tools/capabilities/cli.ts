import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, visit } from 'graphql';
import { contracts } from '#events/contracts/registry.ts';
import { onlyHelp } from '../environment/onlyHelp.ts';
import { projectRoot } from '../paths.ts';
import { gapsOf, missingRows } from './judgeTable.ts';
import { capabilities } from './readTable.ts';

const USAGE = `npm run capabilities
Checks docs/capabilities.md: every row names a test that exists, and operations and events that exist. Whether the tests
ran and passed is checked by \`npm test\`. Ends with 1 when a row has a gap.`;

onlyHelp(USAGE);
const rows = capabilities();
const names = knownNames();
const missing = missingRows(rows);
const named = gapsOf(rows, {
  hasFile: (file) => existsSync(join(projectRoot, file)),
  hasName: (name) => names.has(name),
});
const gaps = [...missing, ...named];
for (const gap of gaps) console.log(gap);
if (gaps.length === 0) console.log(`${rows.length} capabilities, each with a test`);
process.exitCode = gaps.length > 0 ? 1 : 0;

/** Everything that the public schema has a name for, and every event. */
function knownNames(): ReadonlySet<string> {
  const found = new Set<string>();
  const schema = parse(readFileSync(join(projectRoot, 'gateway/supergraph.graphql'), 'utf8'));
  visit(schema, { Name: ({ value }) => void found.add(value) });
  for (const contract of Object.values(contracts)) {
    for (const { shape } of contract.options) found.add(shape.type.value);
  }
  return found;
}
