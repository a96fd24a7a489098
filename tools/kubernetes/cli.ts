import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { readOptions } from '../environment/readOptions.ts';
import { dataDir, projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { policies } from './policies.ts';
import { keySecrets } from './secrets.ts';
import { disruptionBudgets } from './spare.ts';
import { validate } from './validate.ts';
import { addresses, type Manifest, workloads } from './workloads.ts';

const FOLDER = 'deploy/kubernetes';
const USAGE = `npm run kubernetes [-- OPTION]
Writes what follows from subgraphs/directory.ts below ${FOLDER}: workloads, addresses, network policies, disruption budgets.

  --check      writes nothing; ends with 1 when a file is not what would be written
  --secrets    prints the keys of KEYS_DIR as Secrets, for \`kubectl apply -f -\`; writes nothing
  --validate   renders every overlay (kubectl or kustomize on the PATH) and checks it against the schemas of Kubernetes
               (kubernetes-validate on the PATH, from PyPI); writes nothing
  --help       this

Ends with 0 when it was done, 1 when not, 2 for an unknown option, 3 when what --validate needs is not installed.`;

const no = { type: 'boolean', default: false } as const;
const { check, secrets, validate: validating } = readOptions(USAGE, { check: no, secrets: no, validate: no });

const HEAD = '# Written by `npm run kubernetes` from subgraphs/directory.ts; change that instead.\n';
const yaml = (manifests: readonly Manifest[]) =>
  HEAD + manifests.map((each) => stringify(each, { aliasDuplicateObjects: false, lineWidth: 120 })).join('---\n');

try {
  process.exitCode = run();
} catch (error) {
  fail(error);
}

function run(): number {
  if (validating) return validate(join(projectRoot, FOLDER));
  if (secrets) return printSecrets();
  return publish([
    ['base/workloads.yaml', yaml(workloads())],
    ['base/addresses.env', `${HEAD}${addresses()}\n`],
    ['base/policies.yaml', yaml(policies())],
    ['overlays/production/budgets.yaml', yaml(disruptionBudgets())],
  ]);
}

function printSecrets(): number {
  loadDotEnv();
  const dir = process.env['KEYS_DIR'] || join(dataDir(process.env), 'keys');
  process.stdout.write(
    keySecrets(dir)
      .map((each) => stringify(each))
      .join('---\n'),
  );
  return 0;
}

function publish(files: readonly (readonly [path: string, text: string])[]): number {
  const paths = files.map(([path, text]) => ({ path: join(FOLDER, path), text }));
  const stale = paths.filter(({ path, text }) => {
    const file = join(projectRoot, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  for (const { path, text } of stale) {
    if (!check) writeFileSync(join(projectRoot, path), text);
    console.log(`${check ? 'out of date' : 'wrote'} ${path}`);
  }
  if (!check || stale.length === 0) return 0;
  console.error('run `npm run kubernetes` and commit what it writes');
  return 1;
}
