import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { namesOf } from './names.ts';
import { readArguments } from './readArguments.ts';
import { requireFree } from './requireFree.ts';
import { folderOf, writeService } from './writeService.ts';

// `npm run new:subgraph NAME` and `npm run new:worker NAME`.
const { kind, name, entity } = readArguments(process.argv.slice(2));
const names = allowed();
try {
  const { portOffset } = writeService(kind, names, projectRoot);
  const folder = folderOf(kind, name);
  console.log(`wrote ${folder}, which listens on port ${4000 + portOffset}`);
  // What follows from the new files, in the order in which one needs the other.
  run('biome', 'check', '--write', '--log-level=error', folder, 'subgraphs/directory.ts');
  if (kind === 'subgraph') {
    run('node', 'tools/codegen/cli.ts');
    run('node', 'tools/compose/cli.ts');
  } else run('node', 'tools/contracts/cli.ts', '--docs');
  run('node', 'tools/kubernetes/cli.ts');
  run('node', 'tools/configuration/cli.ts');
  console.log(`next: npm run test:unit -- ${folder}, npm start; then docs/extending.md`);
} catch (error) {
  fail(error);
}

/** The names to use; a wrong or taken one ends the process with 2. */
function allowed() {
  try {
    const wanted = namesOf(name, entity);
    requireFree(kind, wanted, projectRoot);
    return wanted;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return process.exit(2);
  }
}

/** Silent where it works. */
function run(program: string, ...args: readonly string[]): void {
  const file = program === 'node' ? process.execPath : join(projectRoot, 'node_modules/.bin', program);
  const { status, error, stdout, stderr } = spawnSync(file, args, { cwd: projectRoot, encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`${[program, ...args].join(' ')} failed: ${error?.message ?? `${stdout}${stderr}`}`);
}
