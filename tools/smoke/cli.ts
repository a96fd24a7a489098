import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, messageOf } from '#kernel/errors.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { dataDir } from '../paths.ts';
import { makeFileProgress } from './progress.ts';
import { runStory } from './runStory.ts';

const HELP = `npm run smoke [-- OPTIONS]
Drives the whole story against a running shop, as an outside client would, and prints each step.

  --url URL        the gateway (default http://localhost:4000/graphql)
  --mail-url URL   the mail preview (default: the gateway's port + ${portOffsets.mailPage})
  --races N        how often two buyers race for the last unit (default 5)
  --resume         go on with the story that was broken off, as kept in .data/smoke.json
  --help           this

The admin's password comes from DEMO_PASSWORD, or from .data/demo-password, where npm start keeps it.
It adds customers, orders and three products to the shop, and moves its clock by 16 minutes.
Ends with 0 when all is as it should be, 1 when something is not, 2 for an unknown option.`;

const RESUME_PATIENCE_MS = 60_000;

const options = {
  url: { type: 'string', default: 'http://localhost:4000/graphql' },
  'mail-url': { type: 'string' },
  races: { type: 'string', default: '5' },
  resume: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function readArguments() {
  try {
    const { values } = parseArgs({ options });
    const races = Number(values.races);
    if (!Number.isInteger(races) || races < 1)
      throw new Error(`--races takes a whole number from 1, not ${values.races}`);
    const mailUrl = values['mail-url'] ?? mailUrlBeside(values.url);
    return { ...values, races, mailUrl };
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${HELP}\n`);
    process.exit(2);
  }
}

function mailUrlBeside(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  return `${protocol}//${hostname}:${Number(port || 80) + portOffsets.mailPage}`;
}

function adminPassword(): string {
  const given = process.env['DEMO_PASSWORD'];
  if (given) return given;
  const file = join(dataDir(process.env), 'demo-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const message = `the admin's password is not known: set DEMO_PASSWORD, or start the shop with npm start (${file})`;
  throw new AppError('NOT_FOUND', 'NO_PASSWORD', message);
}

async function main(): Promise<void> {
  const { help, url, mailUrl, races, resume } = readArguments();
  if (help) return console.log(HELP);
  loadDotEnv();
  const startedAt = performance.now();
  const { medianLatencyMs, latencies } = await runStory({
    url,
    mailUrl,
    races,
    adminPassword: adminPassword(),
    print: console.log,
    progress: makeFileProgress(join(dataDir(process.env), 'smoke.json'), { resume }),
    patienceMs: resume ? RESUME_PATIENCE_MS : 5_000,
  });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const live = latencies.length === 0 ? '' : `, changes seen live after ${Math.round(medianLatencyMs)} ms (median)`;
  console.log(`\nThe whole story is true: ${seconds} s${live}.`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`\n${messageOf(error)}\n`);
  process.exitCode = 1;
}
