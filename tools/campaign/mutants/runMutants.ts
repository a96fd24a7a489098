import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { LegOptions } from '../legOptions.ts';
import type { CampaignParts } from '../parts.ts';
import type { Leg, Planned } from '../plan.ts';
import type { LegRecord } from '../record.ts';
import { runLeg } from '../runLeg.ts';
import { crashesAt, crashPoints } from '../scenarios/crashPoints.ts';
import type { Scenario } from '../types.ts';
import { armMutant } from './armMutant.ts';
import type { Mutant } from './mutant.ts';

type Patience = Pick<LegOptions, 'pace' | 'quietMs'>;

/** As many as one replica serves: what nobody asks for is not missed. */
const RATE = 6;
/** Customers go on for so long behind the faults. */
const PACE = { calmMs: 500, lastCalmMs: 8_000 } as const;
/** What is broken for good never comes to rest; what is not is there long before. */
const SHORT: Patience = { pace: { ...PACE, latestMs: 40_000 }, quietMs: 25_000 };
const AS_PROMISED: Patience = { pace: { ...PACE, latestMs: Number.POSITIVE_INFINITY } };

type Who = Pick<LegOptions, 'endings' | 'replicas' | 'rate'>;

/** No mutant is known by them. */
const TIMES = ['recovery-time', 'published-in-time', 'healthy-outbox-lag'];

type Options = Pick<LegOptions, 'seed' | 'transport' | 'signal' | 'say' | 'onProgress'> & {
  readonly scenarios: readonly Scenario[];
  readonly print: (line: string) => void;
};

/**
 * Lets each mutant be seen, after shops without any that go through the same.
 *
 * @returns `kept` when all were caught, `broken` when one survived, `unproven` when one could not be tried.
 */
export async function runMutants(
  mutants: readonly Mutant[],
  parts: CampaignParts,
  options: Options,
): Promise<ExitCode> {
  const control = await tryControls(mutants, parts, options);
  if (control !== EXIT.kept) return control;
  const codes: ExitCode[] = [];
  for (const mutant of mutants) {
    const code = await tryMutant(mutant, parts, options);
    if (options.signal.aborted) return EXIT.interrupted;
    codes.push(code);
  }
  const [survived, untried] = [EXIT.broken, EXIT.unproven].map((code) => codes.filter((each) => each === code).length);
  if (untried) options.print(`${untried} of ${mutants.length} could not be tried.`);
  if (survived) options.print(`${survived} of ${mutants.length} survived.`);
  if (!survived && !untried) options.print(`All ${mutants.length} were caught.`);
  return survived ? EXIT.broken : untried ? EXIT.unproven : EXIT.kept;
}

/** What fails with every guard in place would fail with each mutant too, and say nothing about it. */
async function tryControls(mutants: readonly Mutant[], parts: CampaignParts, options: Options): Promise<ExitCode> {
  for (const shop of controlsOf(mutants, options.scenarios)) {
    const record = await letIn(shop, undefined, AS_PROMISED, parts, options);
    if (options.signal.aborted) return EXIT.interrupted;
    if (isWell(record)) continue;
    options.print('Something is broken without any mutant: nothing can be proven here.');
    return record.error === undefined ? EXIT.broken : EXIT.unproven;
  }
  options.print('Without a mutant all is well.');
  return EXIT.kept;
}

/** Mutants that want the same customers and replicas share one: it goes through what each of them goes through. */
function controlsOf(mutants: readonly Mutant[], scenarios: readonly Scenario[]): (Leg & Who)[] {
  const alike = Map.groupBy(mutants, (mutant) => JSON.stringify(whoOf(mutant)));
  return [...alike].map(([who, group]) => ({
    name: 'no mutant',
    planned: group.flatMap((mutant) => plannedOf(mutant, scenarios)),
    ...(JSON.parse(who) as Who), // made of one above
  }));
}

const whoOf = ({ endings, replicas = 1, rate = RATE }: Mutant): Who => ({ endings, replicas, rate });

const isWell = ({ error, findings, scenarios }: LegRecord): boolean =>
  error === undefined &&
  !findings.some(({ broken, check }) => broken.length > 0 && !TIMES.includes(check)) &&
  !scenarios.some((scenario) => scenario.error !== undefined);

async function tryMutant(mutant: Mutant, parts: CampaignParts, options: Options): Promise<ExitCode> {
  const { name } = mutant;
  const startedAt = performance.now();
  const shop = { name, planned: plannedOf(mutant, options.scenarios), ...whoOf(mutant) };
  const armed = armMutant(mutant);
  const record = await letIn(shop, armed.preload, SHORT, parts, options).finally(armed.remove);
  if (options.signal.aborted) return EXIT.interrupted;
  const [code, says] = judged(record, mutant);
  options.print(`${name.padEnd(24)} ${says}  (${Math.round((performance.now() - startedAt) / 1_000)} s)`);
  return code;
}

function judged({ findings, error }: LegRecord, { caughtBy }: Mutant): [ExitCode, says: string] {
  const broken = findings.filter((finding) => finding.broken.length > 0).map(({ check }) => check);
  const caught = caughtBy.filter((check) => broken.includes(check));
  if (caught.length > 0) return [EXIT.kept, `caught by ${caught.join(', ')}`];
  return error === undefined ? [EXIT.broken, 'SURVIVED'] : [EXIT.unproven, 'could not be tried'];
}

async function letIn(
  { name, planned, ...who }: Leg & Who,
  preload: string | undefined,
  patience: Patience,
  parts: CampaignParts,
  { seed, transport, signal, say, onProgress }: Options,
): Promise<LegRecord> {
  const record = await runLeg({ name, planned }, parts, {
    ...{ seed, transport, signal, say, onProgress },
    ...who,
    ...(preload !== undefined && { preload }),
    ...patience,
    isFull: false,
    judgesTimes: false,
  });
  if (!signal.aborted) tellAll(record, say);
  return record;
}

/** As the mutant wants them, for its short time. */
const plannedOf = ({ scenarios: wanted, points }: Mutant, scenarios: readonly Scenario[]): Planned[] =>
  wanted.map(([name, rounds]) => {
    const known = points && name === crashPoints.name ? crashesAt(points) : undefined;
    const scenario = known ?? scenarios.find((each) => each.name === name);
    if (!scenario) throw new Error(`there is no scenario ${name}`);
    return { scenario, rounds };
  });

function tellAll({ error, findings, scenarios }: LegRecord, say: Options['say']): void {
  if (error !== undefined) say(`  ${error}`);
  for (const scenario of scenarios) if (scenario.error) say(`  ${scenario.name}: ${scenario.error}`);
  for (const { check, broken } of findings) if (broken.length > 0) say(`  ${check}: ${broken[0]}`);
}
