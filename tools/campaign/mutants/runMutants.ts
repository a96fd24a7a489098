import type { LegOptions } from '../legOptions.ts';
import type { CampaignParts } from '../parts.ts';
import type { LegRecord } from '../record.ts';
import { runLeg } from '../runLeg.ts';
import { crashesAt, crashPoints } from '../scenarios/crashPoints.ts';
import type { Scenario } from '../types.ts';
import { armMutant } from './armMutant.ts';
import type { Mutant } from './mutant.ts';

/** What is broken for good never comes to rest; what is not is there long before. */
const QUIET_MS = 25_000;
const LATEST_MS = 40_000;
/** Customers go on for so long behind the faults: what nobody asks for is not missed. */
const SHOPPING_MS = 8_000;

type Shop = Pick<Mutant, 'name' | 'scenarios' | 'points' | 'endings' | 'replicas'>;

/** A shop with all its guards. */
const CONTROL: Shop = {
  name: 'no mutant',
  scenarios: [
    ['random-kills', 2],
    ['clock', 1],
  ],
};
/** No mutant is known by them. */
const TIMES = ['recovery-time', 'published-in-time', 'healthy-outbox-lag'];

type Options = Pick<LegOptions, 'seed' | 'transport' | 'signal' | 'say' | 'onProgress'> & {
  readonly scenarios: readonly Scenario[];
  readonly print: (line: string) => void;
};

/** Lets each mutant be seen, after a shop without any. @returns 0 when all were caught, 1 when one survived, 130 after an interruption. */
export async function runMutants(
  mutants: readonly Mutant[],
  parts: CampaignParts,
  options: Options,
): Promise<0 | 1 | 130> {
  if (!(await isWellWithout(parts, options))) return options.signal.aborted ? 130 : 1;
  let survivors = 0;
  for (const mutant of mutants) {
    const startedAt = performance.now();
    const caught = await tryMutant(mutant, parts, options);
    if (options.signal.aborted) return 130;
    const took = `${Math.round((performance.now() - startedAt) / 1_000)} s`;
    const { name } = mutant;
    options.print(`${name.padEnd(24)} ${caught.length > 0 ? `caught by ${caught.join(', ')}` : 'SURVIVED'}  (${took})`);
    if (caught.length === 0) survivors += 1;
  }
  options.print(survivors === 0 ? `All ${mutants.length} were caught.` : `${survivors} of ${mutants.length} survived.`);
  return survivors === 0 ? 0 : 1;
}

/** What fails with every guard in place would fail with each mutant too, and say nothing about it. */
async function isWellWithout(parts: CampaignParts, options: Options): Promise<boolean> {
  const record = await letIn(CONTROL, undefined, parts, options);
  if (options.signal.aborted) return false;
  tellAll(record, options.say);
  const isWell = !record.findings.some(({ broken, check }) => broken.length > 0 && !TIMES.includes(check));
  options.print(
    isWell ? 'Without a mutant all is well.' : 'Something is broken without any mutant: nothing can be proven here.',
  );
  return isWell;
}

/** @returns those of the checks that had to notice, and did. */
async function tryMutant(mutant: Mutant, parts: CampaignParts, options: Options): Promise<string[]> {
  const armed = armMutant(mutant);
  try {
    const record = await letIn(mutant, armed.preload, parts, options);
    tellAll(record, options.say);
    const broken = record.findings.filter((finding) => finding.broken.length > 0).map(({ check }) => check);
    return mutant.caughtBy.filter((check) => broken.includes(check));
  } finally {
    armed.remove();
  }
}

async function letIn(
  mutant: Shop,
  preload: string | undefined,
  parts: CampaignParts,
  options: Options,
): Promise<LegRecord> {
  const { seed, transport, signal, say, onProgress, scenarios } = options;
  const planned = scenariosOf(mutant, scenarios).map((scenario) => ({ scenario, rounds: scenario.rounds.full }));
  return runLeg({ name: mutant.name, planned }, parts, {
    ...{ seed, transport, signal, say, onProgress },
    ...(preload !== undefined && { preload }),
    replicas: mutant.replicas ?? 1,
    endings: mutant.endings,
    isFull: false,
    judgesTimes: false,
    pace: { calmMs: 500, lastCalmMs: SHOPPING_MS, latestMs: LATEST_MS },
    quietMs: QUIET_MS,
  });
}

/** As the mutant wants them, for its short time. */
function scenariosOf({ scenarios: wanted, points }: Shop, scenarios: readonly Scenario[]): Scenario[] {
  return wanted.map(([name, rounds]) => {
    const known = points && name === crashPoints.name ? crashesAt(points) : undefined;
    const scenario = known ?? scenarios.find((each) => each.name === name);
    if (!scenario) throw new Error(`there is no scenario ${name}`);
    return { ...scenario, rounds: { full: rounds } };
  });
}

function tellAll({ findings, scenarios }: LegRecord, say: Options['say']): void {
  for (const { name, error } of scenarios) if (error) say(`  ${name}: ${error}`);
  for (const { check, broken } of findings) if (broken.length > 0) say(`  ${check}: ${broken[0]}`);
}
