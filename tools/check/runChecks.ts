import { spawn } from 'node:child_process';
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

/** Everything that needs no server and runs no code of the shop. */
const checks = [
  { name: 'format and lint', command: ['biome', 'ci', '--colors=off', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc'] },
  { name: 'types of the explorer', command: ['tsc', '-p', 'gateway/explorer/page'] },
  { name: 'types of the console', command: ['tsc', '-p', 'gateway/shop/console/page'] },
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
  { name: 'licences are allowed', command: ['node', 'tools/licences/cli.ts'] },
  { name: 'every capability names its test', command: ['node', 'tools/capabilities/cli.ts'] },
  { name: '.env.example is current', command: ['node', 'tools/environment/cli.ts', '--check'] },
] as const;

export type CheckResults = { passed: number; failed: number };

/** Runs all checks, whether or not one fails, and shows what the failing ones say. */
export async function runChecks(): Promise<CheckResults> {
  let failed = 0;
  for (const { name, command } of checks) {
    const startedAt = performance.now();
    const { ok, output } = await run(command);
    console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`);
    if (ok) continue;
    failed += 1;
    console.log(output);
  }
  return { passed: checks.length - failed, failed };
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
