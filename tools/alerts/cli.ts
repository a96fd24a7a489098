import { join } from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { runCommand } from '../processes/command.ts';
import { fail } from '../processes/fail.ts';
import { onPath } from '../processes/onPath.ts';

const USAGE = `npm run alerts [-- --required]
Holds the alert rules (deploy/alerts.yml) to promtool: they are right, and each fires once in deploy/alerts.test.yml.

  --required   ends with 1 where there is no promtool; otherwise that is said, and all is well
  --help       this

promtool comes with Prometheus; Debian's and Ubuntu's package is \`prometheus\`.`;

const TRIALS = [
  ['check', 'rules', 'alerts.yml'],
  ['test', 'rules', 'alerts.test.yml'],
];

const { required } = readOptions(USAGE, { required: { type: 'boolean', default: false } });
const promtool = onPath(['promtool'], process.env);
if (promtool) await tryRules(promtool).catch(fail);
else if (required) fail('there is no promtool on the PATH');
else console.log('there is no promtool on the PATH: the alert rules were not tried');

async function tryRules(program: string): Promise<void> {
  for (const trial of TRIALS) {
    const line = `promtool ${trial.join(' ')}`;
    await runCommand(program, trial, { cwd: join(projectRoot, 'deploy') }).catch((error: unknown) =>
      fail(`${line}: ${messageOf(error)}`),
    );
    console.log(`✓ ${line}`);
  }
}
