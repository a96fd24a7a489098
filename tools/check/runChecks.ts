import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';

const CRUISED = [
  'client',
  'kernel',
  'events',
  'subgraphs',
  'gateway',
  'testing',
  'tests',
  'tools',
  'bench',
  'vitest.config.ts',
];

/** What the compiler found out last: with it, it takes a second instead of twelve. */
export const KNOWN_TYPES = '.data/types.tsbuildinfo';

type Check = { readonly name: string; readonly command: readonly [string, ...string[]] };

/** Everything that needs no server and runs no code of the shop. */
const checks: readonly Check[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--colors=off', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--incremental', '--tsBuildInfoFile', KNOWN_TYPES] },
  { name: 'types of the explorer', command: ['tsc', '-p', 'gateway/explorer/page'] },
  { name: 'types of the console', command: ['tsc', '-p', 'gateway/shop/console/page'] },
  { name: 'types of the client, in a browser', command: ['tsc', '-p', 'client'] },
  { name: 'who imports what', command: ['depcruise', '--config', '.dependency-cruiser.mjs', ...CRUISED] },
  { name: 'nothing unused', command: ['knip'] },
  { name: 'generated types are current', command: ['node', 'tools/codegen/cli.ts', '--check'] },
  { name: 'supergraph is current', command: ['node', 'tools/compose/cli.ts', '--check'] },
  { name: 'the picture of an order is current', command: ['node', 'tools/orderStates/cli.ts', '--check'] },
  { name: 'events keep their contracts', command: ['node', 'tools/contracts/cli.ts', '--check'] },
  { name: 'schemas keep their promises', command: ['node', 'tools/schemas/cli.ts'] },
  { name: 'Kubernetes manifests are current', command: ['node', 'tools/kubernetes/cli.ts', '--check'] },
  { name: 'alert rules, where promtool is', command: ['node', 'tools/alerts/cli.ts'] },
  { name: 'licences are allowed', command: ['node', 'tools/licences/cli.ts'] },
  { name: 'every capability names its test', command: ['node', 'tools/capabilities/cli.ts'] },
  { name: 'the list of settings is current', command: ['node', 'tools/configuration/cli.ts', '--check'] },
  { name: '.env.example is current', command: ['node', 'tools/environment/cli.ts', '--check'] },
];

export type CheckResults = { passed: number; failed: number };

/** Runs all checks, as many at a time as there are cores, whether or not one fails, and shows what the failing ones say. */
export async function runChecks(): Promise<CheckResults> {
  const waiting: Check[] = [...checks];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) if (!(await passes(check))) failed += 1;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { passed: checks.length - failed, failed };
}

async function passes({ name, command }: Check): Promise<boolean> {
  const startedAt = performance.now();
  const { ok, output } = await run(command);
  console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`);
  if (!ok) console.log(output);
  return ok;
}

function run([program, ...args]: readonly [string, ...string[]]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(join(projectRoot, 'node_modules/.bin', program), args, {
      cwd: projectRoot,
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
