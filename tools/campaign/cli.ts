import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { findBroker } from '../kafka/runKafka.ts';
import { projectRoot } from '../paths.ts';
import { writeWhole } from '../processes/writeWhole.ts';
import { EXIT } from './exitCodes.ts';
import { keepLogs, logsOf } from './keepLogs.ts';
import { liveDisplay } from './live.ts';
import { allMutants } from './mutants/allMutants.ts';
import { runMutants } from './mutants/runMutants.ts';
import { exitCodeOf } from './outcome.ts';
import { type Leg, planOf } from './plan.ts';
import { realParts } from './realParts.ts';
import { pageOf } from './report/page.ts';
import { runCampaign } from './runCampaign.ts';
import { allScenarios } from './scenarios/allScenarios.ts';
import { forgetState, type KeptState, keepState, readState } from './stateFile.ts';
import { type Commit, thisCommit } from './thisCommit.ts';
import { printVerdict } from './verdict.ts';
import { readWishes, type Wishes } from './wishes.ts';

/**
 * Customers that come in a second. With two replicas four of them fill two cores while nothing is broken: 245 commands of
 * MongoDB for each order. What dies and begins anew takes as much as one more of them.
 */
const RATE = { quick: 6, default: 1.6, full: 1.6 } as const;
const REPLICAS = { quick: 1, default: 2, full: 2 } as const;
/** What a first look says of the time; `--full` takes as long as its faults need. */
const EXPECTED_MS = { quick: 220_000, default: 450_000, full: 2 * 3_600_000 } as const;
const PACE = {
  quick: { calmMs: 500, lastCalmMs: 9_000, latestMs: 150_000 },
  default: { calmMs: 2_000, lastCalmMs: 20_000, latestMs: 415_000 },
  full: { calmMs: 2_000, lastCalmMs: 20_000, latestMs: Number.POSITIVE_INFINITY },
} as const;
/** With its share of the shops that have no mutant. */
const MUTANT_MS = 110_000;

type Transport = NonNullable<Wishes['transport']>;
/** The campaign that is wanted, or the one that goes on. */
type Begun = Wishes & Pick<KeptState, 'transport' | 'startedAt' | 'legs'> & { readonly commit: Commit | undefined };

async function main(): Promise<number> {
  const wishes = readWishes(process.argv.slice(2), new Date());
  if (wishes.list) return list();
  loadDotEnv();
  const signal = interruptible();
  const commit = await thisCommit();
  const kept = wishes.resume ? orUnsuitable(() => readState(wishes, commit)) : undefined;
  const transport = kept?.transport ?? wishes.transport ?? (await preferredTransport());
  if (wishes.mutants) return mutants(wishes.mutants, { ...wishes, transport }, signal);
  const begun = { startedAt: new Date().toISOString(), legs: [], ...wishes, ...kept, transport, commit };
  const plan = orUnsuitable(() => planOf(allScenarios, begun));
  return campaign(plan, begun, signal);
}

function orUnsuitable<Result>(look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return process.exit(EXIT.unsuitable);
  }
}

async function campaign(plan: readonly Leg[], begun: Begun, signal: AbortSignal): Promise<number> {
  const { report, profile, transport, seed, only, commit, startedAt } = begun;
  const command = commandOf(begun);
  process.stderr.write(`seed ${seed}: ${command}\n`);
  const live = liveDisplay({ expectedMs: EXPECTED_MS[profile] });
  const record = await runCampaign(plan, realParts, {
    seed,
    profile,
    transport,
    startedAt,
    command,
    commit,
    isWhole: only.length === 0,
    signal,
    replicas: REPLICAS[profile],
    rate: RATE[profile],
    isFull: profile === 'full',
    judgesTimes: profile !== 'quick',
    pace: PACE[profile],
    earlier: begun.legs,
    say: live.say,
    onProgress: live.show,
    keepLogs: (leg, dir) => keepLogs(logsOf(report), leg, dir),
    onLeg: (legs) => {
      if (profile === 'full') keepState(report, { seed, profile, transport, only, commit, startedAt, legs });
    },
  });
  live.end();
  writeWhole(report, pageOf(record));
  if (exitCodeOf(record) === EXIT.kept) forgetState(report);
  printVerdict(record, relative(process.cwd(), report));
  if (existsSync(logsOf(report))) console.log(`logs: ${relative(process.cwd(), logsOf(report))}`);
  return exitCodeOf(record);
}

function mutants(
  names: readonly string[],
  { seed, transport }: Wishes & { transport: Transport },
  signal: AbortSignal,
) {
  const wanted = allMutants.filter(({ name }) => names.length === 0 || names.includes(name));
  const { show: onProgress, say, end } = liveDisplay({ expectedMs: wanted.length * MUTANT_MS });
  const print = (line: string) => {
    end();
    console.log(line);
  };
  const options = { seed, transport, scenarios: allScenarios, signal, say, print, onProgress };
  return runMutants(wanted, realParts, options).finally(end);
}

function commandOf({ profile, seed, transport, only }: Wishes & { transport: Transport }): string {
  const flags = [profile === 'default' ? '' : `--${profile}`, `--seed ${seed}`, `--transport ${transport}`];
  return ['npm run campaign --', ...flags, only.length > 0 ? `--only ${only.join(',')}` : ''].filter(Boolean).join(' ');
}

function list(): number {
  for (const { name, about, needs } of allScenarios)
    console.log(`${name.padEnd(18)} ${about}${needs ? ` (${needs})` : ''}`);
  console.log('');
  for (const { name, about } of allMutants) console.log(`${name.padEnd(24)} ${about}`);
  return 0;
}

async function preferredTransport(): Promise<Transport> {
  try {
    await findBroker(process.env, (line) => void process.stderr.write(`${line}\n`));
    return 'kafka';
  } catch (error) {
    process.stderr.write(`the embedded log is used: ${messageOf(error)}\n`);
    return 'embedded';
  }
}

/** The first Ctrl-C ends the campaign in order, the second at once. */
function interruptible(): AbortSignal {
  const interruption = new AbortController();
  setMaxListeners(0, interruption.signal);
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write('\ninterrupted: processes are ended, and the report is written\n');
    interruption.abort(new Error('interrupted'));
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, interrupt);
  return interruption.signal;
}

try {
  process.chdir(projectRoot);
  // Connections that a fault has left hanging, and customers of a shop that failed, would keep the process for as long as they like.
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(EXIT.unproven);
}
