import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';
import { dataDir } from '../paths.ts';
import { EXIT } from './exitCodes.ts';
import { allMutants } from './mutants/allMutants.ts';
import type { Profile, Wanted } from './plan.ts';
import { allScenarios } from './scenarios/allScenarios.ts';

const USAGE = `npm run campaign [-- OPTIONS]
Starts a whole shop of its own, lets customers work, and meanwhile kills, freezes, cuts off and misleads every part of it.
Then it waits until the shop has come to rest, and looks whether every promise of docs/reliability.md was kept.

  --quick               under 4 minutes (without it and without --full: under 8)
  --full                everything, about two hours; each scenario in a shop of its own
  --seed N              does the same again; a new seed is made up, and printed, without it
  --transport T         embedded or kafka (default: kafka where it can be had)
  --only NAME,NAME      these scenarios alone
  --list                their names, and the mutants'
  --mutants [NAME …]     removes one guard of the shop's at a time: each must be noticed
  --report FILE         where the report goes (default .data/campaign/<date>-<seed>.html)
  --resume              goes on with a --full campaign that was interrupted, as kept beside the report; needs --full, --report
                        and the same commit
  --help                this

Ends with 0 when all promises were kept, 1 when one was broken or a mutant survived, 2 for options that make no sense, 3 when
something kept it from finding out or --full has tried too little, 130 when it was interrupted. Ctrl-C ends every process and
still writes the report.`;

export type Wishes = Omit<Wanted, 'transport'> & {
  readonly seed: string;
  /** Undefined when `seed` was made up. */
  readonly givenSeed: string | undefined;
  /** Undefined: Kafka where it can be had. */
  readonly transport: Wanted['transport'] | undefined;
  readonly report: string;
  /** Names of mutants, none for all of them; undefined when shops without mutants are wanted. */
  readonly mutants: readonly string[] | undefined;
  readonly list: boolean;
  readonly resume: boolean;
};

const options = {
  quick: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  seed: { type: 'string' },
  transport: { type: 'string' },
  only: { type: 'string', default: '' },
  list: { type: 'boolean', default: false },
  mutants: { type: 'boolean', default: false },
  report: { type: 'string' },
  resume: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Ends the process with 0 after `--help`, and with 2 for what makes no sense. */
export function readWishes(args: readonly string[], now: Date): Wishes {
  try {
    const wishes = wishesOf(args, now);
    if (wishes !== 'help') return wishes;
    process.stdout.write(`${USAGE}\n`);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${USAGE}\n`);
    process.exit(EXIT.unsuitable);
  }
  return process.exit(EXIT.kept);
}

/** @throws Error that says what makes no sense. */
export function wishesOf(args: readonly string[], now: Date): Wishes | 'help' {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return 'help';
  if (positionals.length > 0 && !values.mutants) throw new Error(`what is ${positionals.join(' ')}?`);
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  if (values.resume && !(values.full && values.report))
    throw new Error('--resume needs --full and the --report of the campaign that was interrupted');
  const [only, mutants] = [namesIn(values.only), positionals.flatMap(namesIn)];
  refuseUnknown('scenario', only, allScenarios);
  refuseUnknown('mutant', mutants, allMutants);
  const seed = seedFrom(values.seed);
  return {
    seed,
    givenSeed: values.seed,
    profile: profileOf(values),
    transport: transportFrom(values.transport),
    only,
    mutants: values.mutants ? mutants : undefined,
    list: values.list,
    resume: values.resume,
    report: resolve(values.report ?? join(dataDir(process.env), 'campaign', `${day(now)}-${seed}.html`)),
  };
}

const profileOf = ({ quick, full }: { quick: boolean; full: boolean }): Profile =>
  quick ? 'quick' : full ? 'full' : 'default';

const namesIn = (text: string): string[] => text.split(',').filter(Boolean);

const day = (now: Date): string => now.toISOString().slice(0, 10);

function refuseUnknown(what: string, names: readonly string[], known: readonly { readonly name: string }[]): void {
  const unknown = names.filter((name) => !known.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`there is no ${what} ${unknown.join(', ')}: see --list`);
}

/** Short enough to be read out. */
function seedFrom(given: string | undefined): string {
  if (given === undefined) return String(randomInt(1_000_000));
  if (!/^\d{1,15}$/.test(given)) throw new Error(`--seed takes a whole number, not ${given}`);
  return given;
}

function transportFrom(given: string | undefined): Wishes['transport'] {
  if (given === undefined || given === 'embedded' || given === 'kafka') return given;
  throw new Error(`--transport takes embedded or kafka, not ${given}`);
}
