import { cpus, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import { readOptions } from '#tools/environment/readOptions.ts';
import { dataDir, projectRoot } from '#tools/paths.ts';
import { writeWhole } from '#tools/processes/writeWhole.ts';
import { climb, type Ladder, type TransportName } from './ladder.ts';
import { pageOf } from './page.ts';
import { progressLine } from './progress.ts';
import { bareLines, rowOf, tableOf, verdictOf } from './table.ts';

const HELP = `npm run bench:load [-- OPTIONS]
Customers who place and pay orders, at growing rates, until a whole shop with all its workers does not keep up: fewer are
paid than come, p99 is over the limit, or events and mails wait longer and longer. Then the same writes on MongoDB
alone and the same messages on kafkajs alone.

  --transport T   embedded (default), kafka or both
  --steps LIST    orders a second of each step (default 10,20,40,80,160)
  --seconds N     how long each step is (default 10)
  --limit-ms N    the longest p99 of a checkout, in ms (default 2000)
  --processes     each service in a process of its own
  --report FILE   where the table and the plots go (default .data/bench/load.html)
  --help          this

It starts a mongod, with kafka a broker, and a shop of its own and removes them again. The customers share the machine
with them. Ends with 0, 1 when anything failed or the shop kept up with no step, 2 for an unknown option, 130 when it
was interrupted: the report then has what there was.`;

const TRANSPORTS = { embedded: ['embedded'], kafka: ['kafka'], both: ['embedded', 'kafka'] } as const;
const INTERRUPTED = 130;
const text = (value: string) => ({ type: 'string', default: value }) as const;

const given = readOptions(HELP, {
  transport: text('embedded'),
  steps: text('10,20,40,80,160'),
  seconds: text('10'),
  'limit-ms': text('2000'),
  processes: { type: 'boolean', default: false },
  report: text(join(dataDir(process.env), 'bench', 'load.html')),
});

function usage(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}\n`);
  process.exit(2);
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : usage(`${name} takes whole numbers from 1, not ${value}`);
}

const isTransports = (name: string): name is keyof typeof TRANSPORTS => Object.hasOwn(TRANSPORTS, name);

function wishes() {
  const { transport } = given;
  if (!isTransports(transport)) return usage(`--transport takes embedded, kafka or both, not ${transport}`);
  const rates = given.steps.split(',').map((rate) => wholeNumber('--steps', rate));
  if (rates.some((rate, index) => rate <= (rates[index - 1] ?? 0))) usage('--steps takes rates that grow');
  return {
    transports: TRANSPORTS[transport],
    rates,
    seconds: wholeNumber('--seconds', given.seconds),
    p99Ms: wholeNumber('--limit-ms', given['limit-ms']),
    processes: given.processes,
  };
}

/** The first Ctrl-C ends it in order, the second at once. */
function interruptible(say: (line: string) => void): AbortSignal {
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (interruption.signal.aborted) process.exit(INTERRUPTED);
      say('interrupted: the shop is stopped, and the report is written');
      interruption.abort();
    });
  }
  return interruption.signal;
}

async function main(): Promise<number> {
  const { transports, ...options } = wishes();
  const { show, say } = progressLine();
  const signal = interruptible(say);
  const startedAt = new Date().toISOString();
  const ladders: Ladder[] = [];
  for (const transport of transports as readonly TransportName[]) {
    const ladder = await climb({
      ...options,
      transport,
      signal,
      say,
      onProgress: (now) => show(transport, now),
      onStep: (step) => say(`${transport}: ${rowOf(step).join(' | ')}`),
    });
    ladders.push(ladder);
    console.log([`\n${transport}: ${verdictOf(ladder)}`, tableOf(ladder), ...bareLines(ladder)].join('\n'));
    if (signal.aborted) break;
  }
  const command = ['npm run bench:load --', ...process.argv.slice(2)].join(' ');
  writeWhole(given.report, pageOf(ladders, { command, startedAt, machine: machine() }));
  console.log(`\nThe report: ${relative(process.cwd(), given.report)}`);
  if (signal.aborted) return INTERRUPTED;
  return ladders.some(({ steps, saturated }) => steps.length < 2 && saturated !== undefined) ? 1 : 0;
}

function machine(): string {
  const [{ model } = { model: 'unknown' }] = cpus();
  return `${model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

try {
  process.chdir(projectRoot);
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
